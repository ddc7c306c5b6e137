// What the tests of the running station share: a folder, a seat, a leader who signs on, and what they push.
#pragma once

#include "server/commands.h"
#include "support/certificates.h"
#include "support/station_fixture.h"

#include "base/file.h"
#include "dispatch/dispatch.h"
#include "people/key_store.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

namespace shouwang::testing {

class StationCase : public QObject {
protected:
    void prepare() {
        m_root = std::make_unique<QTemporaryDir>();
        QVERIFY(m_root->isValid());
        m_folder = makeStation(root());
        m_seat = addSeat(m_folder, "A");
        m_secrets.clear();
        QCOMPARE(m_seat.token.size(), std::size_t{64});
    }

    std::filesystem::path root() const { return m_root->path().toStdString(); }

    void start(bool tls = false) {
        server::StationOptions options;
        options.folder = m_folder;
        m_to.ca.clear();
        if (tls) {
            const auto files = makeCertificates(root());
            QVERIFY(files.has_value());
            options.listen.tls = server::TlsFiles{files->certificate, files->key};
            m_to.ca = files->ca;
        }
        options.secrets = m_secrets;
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
    }

    Reply push(std::size_t commands) { return send(m_to, m_seat, makePush(m_seat, commands)); }

    std::string code(const Reply& reply) const {
        return nlohmann::json::parse(reply.body, nullptr, false)["error"].value("code", "");
    }
    int importSite(const std::filesystem::path& file) {
        return server::runProgram({"site", "import", file.string(), "--data", m_folder.root.string()});
    }

    /// The seat pushes them with its next counters, as done by op1.
    Reply pushAll(std::vector<ledger::Command> commands) {
        sync::Push push;
        push.seat = m_seat.id;
        push.epoch = m_seat.epoch;
        push.first = m_seat.counter + 1;
        for (ledger::Command& command : commands) {
            command.id = {ledger::CommandId::Source::Seat, m_seat.id, m_seat.epoch, ++m_seat.counter, 0};
            command.seat = m_seat.id;
            command.actor = "op1";
            command.recorded = m_clock.utc();
            push.commands.push_back(ledger::encode(command));
        }
        return send(m_to, m_seat, push);
    }

    void addLeader() {
        const auto password = root() / "password";
        QVERIFY(writeFileWhole(password, view("Long-enough-1\n"), 0600).has_value());
        QCOMPARE(server::runProgram({"account", "add", "--data", m_folder.root.string(), "--account", "op1",
                                     "--name", "值班长", "--role", "shift_leader", "--password-file",
                                     password.string()}),
                 0);
    }

    ledger::Command signOn() {
        const auto store = people::KeyStore::read(m_folder.keyStore());
        const auto key = store ? store->unlock("op1", "Long-enough-1") : fail(Next::Bug, "no store");
        const Micros now = m_clock.utc();
        const people::SignOn as{"op1", people::Role::ShiftLeader, false, "P-CC-1"};
        const Bytes text = people::signOnText(m_seat.id, as, now);
        ledger::Command command = people::signOn(as, key ? key->sign(text) : Bytes());
        command.occurred = now;
        return command;
    }

    ledger::Command raise() const {
        site::AlarmPoint point;
        point.id = "AL-1";
        point.name = "按钮";
        return alarms::raise(point, press(), m_clock.utc());
    }
    static site::Signal press() {
        site::Signal signal;
        signal.point = "AL-1";
        signal.boot = 1;
        signal.counter = 1;
        return signal;
    }
    ledger::Command openIncident(const std::string& number) {
        dispatch::Opening opening;
        opening.incident = Id::random(m_random);
        opening.number = number;
        opening.kind = std::string(dispatch::incidentKinds().front());
        opening.title = "测试";
        opening.alarm = alarms::alarmId(press());
        return dispatch::open(opening, m_clock.utc());
    }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    std::filesystem::path m_secrets;
    Seat m_seat;
    Target m_to;
    std::unique_ptr<server::Station> m_station;
};

} // namespace shouwang::testing
