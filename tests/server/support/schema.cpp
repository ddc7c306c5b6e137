#include "support/schema.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace shouwang::testing {

std::string schemaProblem(const std::string& name, const std::string& text) {
    std::ifstream file(std::string(SHOUWANG_API_SCHEMAS) + "/" + name + ".schema.json");
    const auto document = nlohmann::json::parse(file, nullptr, false);
    if (!document.is_object()) return "there is no schema " + name;
    valijson::Schema schema;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(document), schema);
    const auto value = nlohmann::json::parse(text, nullptr, false);
    if (value.is_discarded()) return "this is not JSON";
    valijson::ValidationResults results;
    if (valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(value), &results))
        return {};
    std::string problems;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        for (const std::string& step : error.context)
            problems += step;
        problems += ": " + error.description + "\n";
    }
    return problems;
}

} // namespace shouwang::testing
