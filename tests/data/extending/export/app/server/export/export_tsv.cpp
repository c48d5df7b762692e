// The flat table with tabs between the cells.
#include "server/export/export.hpp"

namespace roadshow::server {
namespace {

class Tabs : public ExportShape {
 public:
  explicit Tabs(ExportOrder order) : order_(std::move(order)), questions_(all_questions(order_)) {}

  void start(std::string& out) override {
    for (const auto& column : export_columns(order_)) out += column.name + "\t";
    out.back() = '\n';
  }
  void add(const ExportItem& item, std::string& out) override {
    for (const std::string& cell : export_cells(order_, questions_, item)) out += cell + "\t";
    out.back() = '\n';
  }
  void end(std::string& /*out*/) override {}

 private:
  const ExportOrder order_;
  const std::vector<content::Question> questions_;
};

}  // namespace

std::unique_ptr<ExportShape> tsv_shape(const ExportOrder& order) { return std::make_unique<Tabs>(order); }

}  // namespace roadshow::server
