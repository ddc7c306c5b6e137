#include "faults.h"

#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        std::ifstream file(SHOUWANG_RESOURCES "/site/site.schema.json");
        m_document = Json::parse(file, nullptr, false);
        QVERIFY(m_document.is_object());
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(Adapter(m_document), m_schema);
    }

    void the_sample_fits_the_schema() { QVERIFY2(fits(faults::sampleText()), m_reason.c_str()); }

    void a_fault_that_a_schema_can_say_does_not_fit_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < faults::all().size(); ++i) {
            if (faults::all()[i].schema) QTest::newRow(faults::all()[i].name) << static_cast<int>(i);
        }
    }
    void a_fault_that_a_schema_can_say_does_not_fit() {
        QFETCH(int, index);
        const faults::Fault& fault = faults::all()[static_cast<std::size_t>(index)];
        const std::string text = faults::broken(fault);
        QVERIFY2(!text.empty(), "the sample no longer holds what this row changes");
        QVERIFY(!fits(text));
    }

    /// The other rows fit, so that the mark in the table is true and the schema is no stricter than the
    /// reader.
    void what_only_the_reader_can_say_fits_the_schema() {
        for (const faults::Fault& fault : faults::all()) {
            const bool json = std::string_view(fault.code) != "syntax";
            if (!fault.schema && json && std::string_view(fault.code) != "duplicate_key") {
                QVERIFY2(fits(faults::broken(fault)), fault.name);
            }
        }
    }

private:
    bool fits(const std::string& text) {
        const Json document = Json::parse(text, nullptr, false);
        if (document.is_discarded()) return false;
        valijson::Validator validator;
        valijson::ValidationResults results;
        const bool right = validator.validate(m_schema, Adapter(document), &results);
        valijson::ValidationResults::Error error;
        while (results.popError(error))
            m_reason += error.description + "\n";
        return right;
    }

    Json m_document;
    valijson::Schema m_schema;
    std::string m_reason;
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
