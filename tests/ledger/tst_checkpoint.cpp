#include "base/random.h"
#include "ledger/checkpoint.h"
#include "toy_feature.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

// From the seed 00…00: the same bytes on every machine, or old notes could no longer be checked.
constexpr const char* kFrozenNote = "shouwang/chain/00000000000000000000000000000000\n"
                                    "7\n"
                                    "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n";

class Zeros final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, std::uint8_t{0}); }
};

Checkpoint checkpoint() {
    Checkpoint out{originOf(Id()), 7, {}};
    out.hash.fill(0xaa);
    return out;
}

SignerKey key() {
    Zeros zeros;
    return SignerKey::make("shouwang/chain/test", zeros).value();
}

} // namespace

class CheckpointTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_note_says_which_fact_stands_last_and_is_signed() {
        const std::string text = makeNote(checkpoint(), key());
        QVERIFY(text.starts_with(std::string(kFrozenNote) + "\n\xe2\x80\x94 shouwang/chain/test "));
        const Note note = parseNote(text).value();
        QVERIFY(note.checkpoint == checkpoint());
        QCOMPARE(note.text, std::string(kFrozenNote));
        QVERIFY(verifyNote(note, key().verifier()));
    }

    void a_changed_note_is_not_signed_any_more() {
        const std::string text = makeNote(checkpoint(), key());
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string changed = text;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            const auto note = parseNote(changed);
            QVERIFY2(!note || !verifyNote(*note, key().verifier()), std::to_string(i).c_str());
        }
    }

    void another_key_of_the_same_name_is_not_believed() {
        SeededRandom random(2);
        const auto other = SignerKey::make("shouwang/chain/test", random).value();
        QVERIFY(!verifyNote(parseNote(makeNote(checkpoint(), other)).value(), key().verifier()));
    }

    void keys_have_one_text_form() {
        const VerifierKey open = key().verifier();
        QCOMPARE(open.text(), std::string("shouwang/chain/test+") + toHex(open.id()) +
                                  "+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
        QVERIFY(VerifierKey::parse(open.text()).value() == open);
        QVERIFY(SignerKey::parse(key().text()).value().verifier() == open);
        QVERIFY(!VerifierKey::parse(open.text() + "="));
        QVERIFY(!VerifierKey::parse(key().text()));
        QVERIFY(!SignerKey::parse(open.text()));
        std::string renamed = open.text();
        renamed[0] = 'S';
        QVERIFY(!VerifierKey::parse(renamed));
        Zeros zeros;
        for (const char* name : {"", "a b", "a+b", "a\nb"})
            QVERIFY(!SignerKey::make(name, zeros));
    }

    void only_the_one_form_is_read_data() {
        QTest::addColumn<QByteArray>("note");
        const std::string good = makeNote(checkpoint(), key());
        const std::string sig = good.substr(good.find("\n\n") + 2);
        const std::string hash = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=";
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        std::string many;
        for (int i = 0; i < 64; ++i)
            many += sig;
        row("empty", "");
        row("no signature", std::string(kFrozenNote) + "\n");
        row("no blank line", std::string(kFrozenNote) + sig);
        row("64 signature lines", std::string(kFrozenNote) + "\n" + many.substr(0, 3800));
        row("17 short signature lines", std::string(kFrozenNote) + "\n" + many.substr(0, 17 * sig.size()));
        row("two origins", "shouwang/chain/a\n" + good);
        row("an extension line", "a\n7\n" + hash + "\nmore\n\n" + sig);
        row("leading zeros", "a\n07\n" + hash + "\n\n" + sig);
        row("a sign", "a\n-7\n" + hash + "\n\n" + sig);
        row("a plus", "a\n+7\n" + hash + "\n\n" + sig);
        row("no number", "a\n\n" + hash + "\n\n" + sig);
        row("a number too large", "a\n9223372036854775808\n" + hash + "\n\n" + sig);
        row("bad base64", "a\n7\n" + hash.substr(0, 40) + "!qo=\n\n" + sig);
        row("base64 without its end", "a\n7\n" + hash.substr(0, 43) + "\n\n" + sig);
        row("base64 with bits left over", "a\n7\n" + hash.substr(0, 42) + "p=\n\n" + sig);
        row("a short hash", "a\n7\nqqqq\n\n" + sig);
        row("no dash", std::string(kFrozenNote) + "\n- " + sig.substr(4));
        row("the last line has no end", good.substr(0, good.size() - 1));
        row("text behind it", good + "more\n");
        row("too large", good + std::string(5000, '\n'));
        row("an origin with a space", "a b\n7\n" + hash + "\n\n" + sig);
    }

    void only_the_one_form_is_read() {
        QFETCH(QByteArray, note);
        const auto parsed = parseNote(note.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().next, Next::Corrupt);
    }

    void a_ledger_keeps_one_note_for_each_place_that_was_signed() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/ledger";
        ManualClock clock;
        SeededRandom random(1);
        auto ledger =
            Ledger::open({path, {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
        QVERIFY(!ledger->makeCheckpoint(key()).value());
        for (std::uint64_t i = 1; i <= 3; ++i) {
            const Command command = toy::command("toy.log", Nature::Report, i);
            QVERIFY(ledger->submit({&command, 1}).has_value());
            const auto note = parseNote(ledger->makeCheckpoint(key()).value().value()).value();
            QCOMPARE(note.checkpoint.number, i);
            QCOMPARE(note.checkpoint.hash, ledger->head().hash);
            QCOMPARE(note.checkpoint.origin, originOf(ledger->station()));
            QVERIFY(!ledger->makeCheckpoint(key()).value());
        }
        ledger.reset();
        ledger = Ledger::open({path, {}, nullptr}, {std::make_shared<toy::Toy>()}, clock, random).value();
        QCOMPARE(ledger->checkpointed(), 3u);
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "tst_checkpoint.moc"
