// The counts for operators.
#include "server/http/metrics.hpp"

#include <doctest/doctest.h>

using namespace roadshow::server;

TEST_CASE("metrics: requests by route and status, times, and what the store said") {
  Metrics metrics;
  metrics.answered("PUT", "/v1/responses/{id}", 201, 0.003);
  metrics.answered("PUT", "/v1/responses/{id}", 201, 0.3);
  metrics.answered("PUT", "/v1/responses/{id}", 503, 60);
  metrics.put(InsertOutcome::stored);
  metrics.put(InsertOutcome::stored);
  metrics.put(InsertOutcome::unavailable);
  metrics.waits(3);
  metrics.waits(-1);
  const Answer answer = metrics_answer({"GET", "/metrics", {}, ""}, metrics);
  CHECK(answer.status == 200);
  CHECK(header(answer.headers, "Content-Type").starts_with("text/plain; version=0.0.4"));
  const std::string text = "\n" + *answer.body;
  const std::string route = "{route=\"/v1/responses/{id}\"";
  for (const std::string& line :
       {"roadshow_requests_total" + route + ",method=\"PUT\",status=\"201\"} 2",
        "roadshow_requests_total" + route + ",method=\"PUT\",status=\"503\"} 1",
        "roadshow_request_seconds_bucket" + route + ",le=\"0.0025\"} 0",
        "roadshow_request_seconds_bucket" + route + ",le=\"0.005\"} 1",
        "roadshow_request_seconds_bucket" + route + ",le=\"0.5\"} 2",
        "roadshow_request_seconds_bucket" + route + ",le=\"+Inf\"} 3",
        "roadshow_request_seconds_sum" + route + "} 60.303", "roadshow_request_seconds_count" + route + "} 3",
        std::string("roadshow_responses_total{outcome=\"stored\"} 2"),
        std::string("roadshow_responses_total{outcome=\"same\"} 0"),
        std::string("roadshow_responses_total{outcome=\"unavailable\"} 1"),
        std::string("roadshow_responses_waiting 2")})
    CHECK_MESSAGE(text.find("\n" + line + "\n") != std::string::npos, line, " in ", text);
}

TEST_CASE("metrics: visitors cannot make up names for them") {
  Metrics metrics;
  metrics.answered("BREW\"\n", "/assets/core-4f2a91c07b.mjs", 200, 0.1);
  metrics.answered("GET", "/waits/index.html", 200, 0.1);
  const std::string text = metrics.text();
  CHECK(text.find("{route=\"(file)\",method=\"other\",status=\"200\"} 1") != std::string::npos);
  CHECK(text.find("{route=\"(file)\",method=\"GET\",status=\"200\"} 1") != std::string::npos);
  CHECK(text.find("BREW") == std::string::npos);
  CHECK(metrics_answer({"GET", "/", {}, ""}, metrics).status == 404);
  CHECK(metrics_answer({"POST", "/metrics", {}, ""}, metrics).status == 404);
}
