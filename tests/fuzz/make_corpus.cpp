// Writes the seeds of the fuzz targets: make_corpus tests/fuzz/corpus. The same code gives the same bytes;
// what lies there under other names (findings) stays.
#include "base/random.h"
#include "devices/message.h"
#include "devices/spool_format.h"
#include "people/key_store.h"
#include "site/sample.h"
#include "site/site_file.h"
#include "sync/snapshot.h"
#include "toy_feature.h"

#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace shouwang;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;
const std::string kResources = SHOUWANG_RESOURCES;

using Seeds = std::vector<Bytes>;

void add(Seeds& seeds, std::string_view text) {
    seeds.push_back(toBytes(view(text)));
}

void write(const std::filesystem::path& root, const std::string& target, const Seeds& seeds,
           std::string_view name = "seed") {
    std::filesystem::create_directories(root / target);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        const auto done = writeFileWhole(root / target / fmt::format("{}-{:02}", name, i), seeds[i]);
        if (!done) std::fprintf(stderr, "%s\n", done.error().text.c_str());
    }
    std::printf("%-8s %3zu seeds\n", target.c_str(), seeds.size());
}

/// The seed itself, and some that are cut or spoiled as a bad line or a torn write leaves them.
Seeds spoiled(const Seeds& seeds, std::uint64_t salt) {
    SeededRandom random(salt);
    Seeds all = seeds;
    for (const Bytes& seed : seeds) {
        if (seed.size() < 8) continue;
        Bytes changed = seed;
        changed[random.below(changed.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
        all.push_back(changed);
        changed.resize(changed.size() / 2 + random.below(changed.size() / 2));
        all.push_back(changed);
    }
    return all;
}

ledger::Command command(std::uint64_t counter) {
    auto command = ledger::toy::command("toy.log", ledger::Nature::Report, counter, "门禁报警 已核实");
    command.secondActor = counter % 2 ? "qh0002" : "";
    command.seat = Id::fromParts({"seat"});
    command.reason = "夜间巡查";
    command.occurred = kNow;
    command.recorded = kNow + 5;
    command.base = {{1, 3}, {2, 0}};
    if (counter % 3 == 0) command.sealed = toBytes(view("sealed part"));
    return command;
}

ledger::Fact fact(std::uint64_t number) {
    ledger::Fact fact;
    const auto from = command(number);
    fact.station = Id::fromParts({"station"});
    fact.epoch = 7;
    fact.number = number;
    fact.kind = "toy.logged";
    fact.entity = from.entity;
    fact.command = from.id;
    fact.actor = from.actor;
    fact.seat = from.seat;
    fact.reason = from.reason;
    fact.occurred = fact.recorded = fact.committed = kNow;
    fact.cause = {from.entity, number - 1};
    fact.contested = number % 2 ? std::vector<std::string>{"toy.late"} : std::vector<std::string>();
    fact.previous = ledger::genesis(fact.station);
    fact.open = {{1, ledger::Value("text")},
                 {2, ledger::Value(ledger::Array{1, "二", Bytes{3}})},
                 {-1, ledger::Value(ledger::Map{{24, ledger::Value(std::int64_t{1} << 40)}})}};
    return fact;
}

ledger::Verdict verdict() {
    ledger::Verdict verdict;
    verdict.kind = ledger::Verdict::Kind::Contested;
    verdict.refusal = {"toy.late", "rule 7", "it was too late"};
    verdict.first = verdict.last = 9;
    return verdict;
}

Seeds ledgerSeeds() {
    return spoiled({encode(command(1)), encode(command(3)), encode(fact(1)), encode(fact(2)),
                    encode(verdict().value()), encode(command(1).id.value()), encode(ledger::Value(-1)),
                    encode(ledger::Value("守望"))},
                   1);
}

/// The first byte says which message the rest is, as in fuzz_sync.cpp.
Bytes marked(std::uint8_t kind, ByteView bytes) {
    Bytes out{kind};
    out.insert(out.end(), bytes.begin(), bytes.end());
    return out;
}

Seeds syncSeeds() {
    const Id seat = Id::fromParts({"seat"});
    const ledger::Head head{5, 2, sha256(view("head"))};
    const sync::Cursor cursor{5, 2, head.hash};
    sync::Hello hello;
    hello.station = seat;
    hello.head = head;
    hello.serverTime = kNow;
    sync::FeedBatch batch;
    batch.station = seat;
    batch.epoch = 5;
    batch.from = 1;
    batch.to = 2;
    batch.head = head;
    for (std::uint64_t number : {1u, 2u}) {
        const Bytes bytes = encode(fact(number));
        batch.facts.push_back({number, sha256(bytes), bytes, toBytes(view("sealed"))});
    }
    sync::Push push;
    push.seat = seat;
    push.epoch = 9;
    push.first = 3;
    push.commands = {encode(command(3)), encode(command(4))};
    sync::PushReply reply;
    reply.epoch = 9;
    reply.verdicts = {{3, verdict()}, {4, {}}};
    reply.head = head;
    reply.serverTime = kNow;
    return spoiled({marked(0, encode(hello)), marked(1, encode(push)), marked(2, encode(reply)),
                    marked(3, encode(cursor)), marked(4, encode(batch)),
                    marked(0, encode(sync::VersionAnswer{2, 3})),
                    marked(5, view(sync::toQuery({cursor, 100})))},
                   2);
}

/// Apart from the ones above, so that those stay as they are.
Seeds recoverSeeds() {
    const Id seat = Id::fromParts({"seat"});
    sync::Recover recover;
    recover.seat = seat;
    sync::History history;
    history.station = Id::fromParts({"station"});
    for (std::uint64_t number : {1u, 2u, 7u}) {
        const Bytes bytes = encode(fact(number));
        recover.facts.push_back({number, sha256(bytes), bytes, toBytes(view("sealed"))});
        history.facts.push_back({number, sha256(bytes), bytes, {}});
    }
    sync::HistoryQuery query;
    query.entity = seat;
    query.after = 7;
    return spoiled({marked(6, encode(recover)),
                    marked(7, encode(sync::RecoverReply{3, {5, 2, sha256(view("head"))}})),
                    marked(8, encode(history)), marked(9, view(sync::toQuery(query))),
                    marked(10, encode(sync::VersionAnswer{2, 3}))},
                   10);
}

/// The first byte says what the rest is, as in fuzz_snapshot.cpp.
Seeds snapshotSeeds() {
    ledger::TableRows rows{"toy_line", {"number", "kind", "text"}, {}};
    for (std::int64_t number = 1; number <= 3; ++number)
        rows.rows.push_back({ledger::Value(number), ledger::Value("toy.logged"), ledger::Value("门禁报警")});
    rows.rows.push_back({ledger::Value(4), ledger::Value(ledger::Array()), ledger::Value(Bytes{1, 2})});
    const auto packed = sync::pack(rows).value();
    sync::SnapshotManifest manifest;
    manifest.station = Id::fromParts({"station"});
    manifest.asOf = {5, 2, sha256(view("head"))};
    manifest.features = {{"toy", 1}};
    manifest.chunks = {packed.about, packed.about};
    manifest.chunks[1].compartment = 2;
    manifest.chunks[1].stubs = true;
    manifest.decided = {{Id::fromParts({"seat"}), 9, 3}};
    Bytes travelling{static_cast<std::uint8_t>(packed.about.raw % 256),
                     static_cast<std::uint8_t>(packed.about.raw / 256)};
    travelling.insert(travelling.end(), packed.bytes.begin(), packed.bytes.end());
    Seeds seeds{marked(0, encode(manifest)), marked(1, travelling)};
    ledger::Array all;
    for (const auto& row : rows.rows)
        all.push_back(ledger::Array(row.begin(), row.end()));
    for (const std::string table : {"toy_line", "toy_none", "seat_patch", "toy_line; DROP TABLE toy_line"}) {
        const ledger::Array columns(rows.columns.begin(), rows.columns.end());
        seeds.push_back(
            marked(2, ledger::encode(ledger::Value(ledger::Array{ledger::Value(table), columns, all}))));
    }
    return spoiled(seeds, 11);
}

Seeds siteSeeds() {
    const auto example = readFile(kResources + "/site/example.json").value();
    Seeds seeds = spoiled({example}, 3);
    const std::string text(example.begin(), example.end());
    // Without one of its lines the file is nearly right.
    for (std::size_t at = 0; at < text.size() && seeds.size() < 30; at = text.find('\n', at) + 1)
        add(seeds, text.substr(0, at) + text.substr(text.find('\n', at) + 1));
    return seeds;
}

Seeds deviceSeeds() {
    const std::string topic = devices::eventTopic("990101", "AH-Z31") + '\0';
    Seeds seeds;
    for (const auto kind : {site::Signal::Kind::Raised, site::Signal::Kind::Cleared,
                            site::Signal::Kind::Fault, site::Signal::Kind::Heartbeat}) {
        site::Signal signal;
        signal.kind = kind;
        signal.device = "AH-Z31";
        signal.point = site::kDemoButton;
        signal.boot = 7;
        signal.counter = std::uint64_t{1} << 60;
        signal.device_time = kNow;
        signal.detail = "按下 \"两次\"";
        add(seeds, devices::formatMessage(signal));
        add(seeds, topic + devices::formatMessage(signal));
    }
    add(seeds, R"({"v":1,"device":"AH-Z31","kind":"heartbeat","boot":1,"counter":18446744073709551615,)"
               R"("time":"2025-10-09T17:46:40.123456+08:00"})");
    return spoiled(seeds, 4);
}

Seeds spoolSeeds() {
    namespace format = devices::spool_format;
    Bytes file = toBytes(view(format::kMagic));
    file.resize(format::kFirst);
    Seeds seeds{file};
    for (std::uint64_t number : {1u, 2u, 7u}) {
        const std::string payload(static_cast<std::size_t>(10 * number), 'p');
        const Bytes record =
            format::encode({number, kNow, devices::eventTopic("990101", "AH-Z31"), toBytes(view(payload))});
        file.insert(file.end(), record.begin(), record.end() - static_cast<std::ptrdiff_t>(format::kEndMark));
        seeds.push_back(file);
    }
    file.resize(file.size() + format::kEndMark);
    seeds.push_back(file);
    return spoiled(seeds, 9);
}

Seeds peopleSeeds() {
    people::KeyStore store;
    people::Account account;
    account.cost = {1, 8192};
    account.post = "P-CC-1";
    for (const char* name : {"qh0001", "qh0002"}) {
        account.account = name;
        account.name = "样例值班员";
        if (const auto added = store.add(account, "Qinghe-2026-night"); !added)
            std::fprintf(stderr, "%s\n", added.error().text.c_str());
    }
    // The keys are random: they become noughts, so that the seeds stay the same.
    auto json = nlohmann::json::parse(store.serialise());
    for (auto& entry : json["accounts"]) {
        for (const char* key : {"salt", "public_key", "sealed_key"})
            entry[key] = std::string(entry[key].get<std::string>().size(), '0');
    }
    Seeds seeds;
    add(seeds, json.dump(1));
    add(seeds, json.dump());
    json["accounts"].erase(0);
    add(seeds, json.dump());
    json["version"] = 2;
    add(seeds, json.dump());
    json["accounts"].clear();
    add(seeds, json.dump());
    return spoiled(seeds, 5);
}

Seeds rtspSeeds() {
    const std::string sdp =
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\na=control:*\r\nm=audio 0 RTP/AVP 8\r\na=control:track0\r\n"
        "m=video 0 RTP/AVP 97 96\r\na=rtpmap:97 JPEG/90000\r\na=rtpmap:96 H264/90000\r\n"
        "a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0IAKQ==,aM44gA==\r\na=control:track1\r\n";
    const std::string hevc =
        "v=0\r\nm=video 0 RTP/AVP 98\r\na=rtpmap:98 H265/90000\r\na=fmtp:98 sprop-vps=QAEMAf//;"
        "sprop-sps=QgEBAWAAAAMA;sprop-pps=RAHA\r\na=control:rtsp://127.0.0.1/cam/1\r\n";
    const std::string packet = std::string("$\0\0\x0e\x80\x60\0\x01\0\0\0\x02\0\0\0\x03\x65\x88", 18);
    const std::string described =
        fmt::format("RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Base: rtsp://127.0.0.1:8554/cam/001/main/\r\n"
                    "Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{}",
                    sdp.size(), sdp);
    Seeds seeds;
    for (const std::string& text :
         {std::string("RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE, SETUP, PLAY\r\n\r\n"),
          std::string("RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Digest realm=\"cam\", "
                      "nonce=\"0123\", algorithm=MD5\r\nWWW-Authenticate: Basic realm=\"cam\"\r\n\r\n"),
          std::string("RTSP/1.0 200 OK\r\nCSeq: 3\r\nSession: 12345678;timeout=60\r\n"
                      "Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=0A0B0C0D\r\n\r\n"),
          std::string("GET_PARAMETER rtsp://127.0.0.1/x RTSP/1.0\r\nCSeq: 9\r\n\r\n"), sdp, hevc, described,
          packet + packet + described + packet, std::string("Z0IAKQ==")})
        add(seeds, text);
    return spoiled(seeds, 6);
}

Seeds httpSeeds() {
    const std::string query = sync::toQuery({{5, 2, sha256(view("head"))}, 100});
    const std::string end = "Shouwang-Protocol: 1\r\nHost: 127.0.0.1:8443\r\n\r\n";
    const std::string token = "Authorization: Bearer 0123456789abcdef\r\n";
    Seeds seeds;
    for (const std::string& text :
         {std::string("/v1/hello"), "/v1/feed?" + query,
          std::string("/api/v1/facts?after=12&limit=5&x=%E5%AE%88+a"), "GET /v1/hello HTTP/1.1\r\n" + end,
          "GET /v1/feed?" + query + " HTTP/1.1\r\n" + token + end,
          "POST /v1/push HTTP/1.1\r\n" + token + "Content-Length: 3\r\n" + end + "abc",
          "GET /v1/tail HTTP/1.1\r\n" + token +
              "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
              end,
          "POST /v1/push HTTP/1.1\r\n" + token + "Transfer-Encoding: chunked\r\n" + end +
              "3\r\nabc\r\n0\r\n\r\n",
          "GET /v1/feed HTTP/1.1\r\n" + token + token + end,
          std::string("DELETE /v1/hello HTTP/1.0\r\nShouwang-File: a.json\r\n\r\n")})
        add(seeds, text);
    return spoiled(seeds, 7);
}

/// Small pages, so that the seed is small and a spoiled byte hits something.
Bytes ledgerFile(const std::filesystem::path& folder, std::uint64_t commands) {
    const auto path = folder / "ledger";
    const ManualClock clock;
    SeededRandom random(1);
    {
        auto ledger = ledger::Ledger::open({path, Id::fromParts({"station"}), nullptr},
                                           {std::make_shared<ledger::toy::Toy>()}, clock, random);
        for (std::uint64_t i = 1; ledger && i <= commands; ++i) {
            const ledger::Command next = command(i);
            if (!(*ledger)->submit({&next, 1})) std::fprintf(stderr, "the seed's ledger takes nothing\n");
        }
    }
    if (auto database = ledger::Database::open({path}))
        (*database)->run("PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM");
    const Bytes bytes = readFile(path).value_or(Bytes());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return bytes;
}

Seeds fileSeeds(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    Seeds seeds = spoiled({ledgerFile(folder, 0), ledgerFile(folder, 3)}, 8);
    std::filesystem::remove_all(folder);
    add(seeds, "SQLite format 3");
    return seeds;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: make_corpus FOLDER\n");
        return 2;
    }
    const std::filesystem::path root = arguments[1];
    write(root, "ledger", ledgerSeeds());
    write(root, "sync", syncSeeds());
    write(root, "sync", recoverSeeds(), "recover");
    write(root, "snapshot", snapshotSeeds());
    write(root, "site", siteSeeds());
    write(root, "devices", deviceSeeds());
    write(root, "spool", spoolSeeds());
    write(root, "people", peopleSeeds());
    write(root, "rtsp", rtspSeeds());
    write(root, "http", httpSeeds());
    write(root, "file", fileSeeds(root / "scratch"));
    return 0;
}
