#include "server/http/metrics.hpp"

#include <algorithm>
#include <cstdio>

namespace roadshow::server {
namespace {

constexpr std::array<std::string_view, 4> outcome_names = {"stored", "same", "conflict", "unavailable"};
constexpr std::array<std::string_view, 4> caught_names = {"socket", "accept", "lane", "answer"};

std::string number(double value) {
  std::array<char, 32> text{};
  return {text.data(), static_cast<size_t>(std::snprintf(text.data(), text.size(), "%g", value))};
}

// Files of the site are one route; ours are patterns, or words in brackets.
std::string label_of(const std::string& route) {
  const bool is_file = route.starts_with('/') && !route.starts_with("/v1/") && route.find('{') == std::string::npos;
  return is_file ? "(file)" : route;
}

std::string_view known_method(std::string_view method) {
  for (const std::string_view known : {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"}) {
    if (method == known) return known;
  }
  return "other";
}

void add_head(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void add_line(std::string& text, std::string_view name, const std::string& labels, const std::string& value) {
  text.append(name).append(labels.empty() ? "" : "{").append(labels).append(labels.empty() ? " " : "} ");
  text.append(value).append("\n");
}

}  // namespace

void Metrics::answered(std::string_view method, const std::string& route, int status, double seconds) {
  const std::string label = label_of(route);
  const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
  const std::lock_guard lock(mutex_);
  ++requests_[{label, std::string(known_method(method)), status}];
  Times& times = times_[label];
  ++times.within[static_cast<size_t>(bucket)];
  times.sum += seconds;
}

void Metrics::put(InsertOutcome outcome) { ++outcomes_[static_cast<size_t>(outcome)]; }

void Metrics::waits(int change) { waiting_ += change; }

void Metrics::caught(Caught where) noexcept { ++caught_[static_cast<size_t>(where)]; }

uint64_t Metrics::caught_count(Caught where) const { return caught_[static_cast<size_t>(where)]; }

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  add_head(text, "roadshow_requests_total", "counter", "Requests answered, by route, method and status.");
  for (const auto& [labels, count] : requests_) {
    const auto& [route, method, status] = labels;
    std::string all = "route=\"";
    all.append(route).append("\",method=\"").append(method).append("\",status=\"").append(std::to_string(status));
    add_line(text, "roadshow_requests_total", all.append("\""), std::to_string(count));
  }
  add_head(text, "roadshow_request_seconds", "histogram", "From the whole request to the whole answer.");
  for (const auto& [route, times] : times_) {
    const std::string label = "route=\"" + route + "\"";
    uint64_t count = 0;
    for (size_t i = 0; i < times.within.size(); ++i) {
      count += times.within[i];
      const std::string bound = i < bounds.size() ? number(bounds[i]) : "+Inf";
      std::string all = label;
      add_line(text, "roadshow_request_seconds_bucket", all.append(",le=\"").append(bound).append("\""),
               std::to_string(count));
    }
    add_line(text, "roadshow_request_seconds_sum", label, number(times.sum));
    add_line(text, "roadshow_request_seconds_count", label, std::to_string(count));
  }
  add_head(text, "roadshow_responses_total", "counter", "Responses sent to us, by what the store said.");
  for (size_t i = 0; i < outcome_names.size(); ++i) {
    std::string label = "outcome=\"";
    add_line(text, "roadshow_responses_total", label.append(outcome_names[i]).append("\""),
             std::to_string(outcomes_[i].load()));
  }
  add_head(text, "roadshow_responses_waiting", "gauge", "Responses that wait for the store now.");
  add_line(text, "roadshow_responses_waiting", "", std::to_string(waiting_.load()));
  add_head(text, "roadshow_connection_bytes", "gauge", "Memory of requests coming in and answers going out.");
  add_line(text, "roadshow_connection_bytes", "", std::to_string(connection_bytes.load()));
  add_head(text, "roadshow_exceptions_total", "counter", "Exceptions that ended one connection or one request.");
  for (size_t i = 0; i < caught_names.size(); ++i) {
    std::string label = "where=\"";
    add_line(text, "roadshow_exceptions_total", label.append(caught_names[i]).append("\""),
             std::to_string(caught_[i].load()));
  }
  add_head(text, "roadshow_store_damaged", "gauge", "1 when the daily check of the store found a fault.");
  add_line(text, "roadshow_store_damaged", "", store_damaged_ ? "1" : "0");
  add_head(text, "roadshow_retention_waits", "gauge",
           "1 while deleting what is past its time waits for a person's yes.");
  add_line(text, "roadshow_retention_waits", "", retention_waits_ ? "1" : "0");
  return text;
}

Answer metrics_answer(const Request& request, const Metrics& metrics) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (decode_path(request.target) != "/metrics" || !reads) {
    Answer answer = problem_answer(404, "Not Found", "There is only GET /metrics here.");
    answer.route = "(not metrics)";
    return answer;
  }
  return {200,
          "/metrics",
          {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(metrics.text())};
}

}  // namespace roadshow::server
