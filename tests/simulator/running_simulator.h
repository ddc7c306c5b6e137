// The real program with a tiny cache and a few cameras, for whoever wants to look at it as a client does.
#pragma once

#include "base/file.h"
#include "simulator/control_server.h"
#include "site/sample.h"
#include "site/secrets_file.h"
#include "site/site_file.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace shouwang::simulator {

class RunningSimulator {
public:
    struct Camera {
        std::string id;
        std::string path; ///< of the sub stream: /cam/001/sub
    };

    /// One camera for each codec; their user is u, their password right.
    void start(const std::vector<site::Codec>& codecs, const QString& mainSize) {
        site::SampleOptions options;
        options.streamingCameras = static_cast<int>(codecs.size());
        site::Site site = site::sampleSite(options);
        for (auto& camera : site.cameras) {
            if (camera.sub_url.empty() || m_cameras.size() == codecs.size()) continue;
            camera.codec = codecs[m_cameras.size()];
            m_cameras.push_back({camera.id, camera.sub_url.substr(camera.sub_url.find("/cam"))});
        }
        QCOMPARE(m_cameras.size(), codecs.size());
        const auto folder = std::filesystem::path(m_dir.path().toStdString());
        QVERIFY(writeFileWhole(folder / "site.json", view(site::writeSite(site).value())).has_value());
        const std::string secrets = site::writeSecrets({{"*", {"u", "right"}}});
        QVERIFY(writeFileWhole(folder / "secrets.json", view(secrets), 0600).has_value());
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QStringLiteral(SHOUWANG_SIM),
                        {"run", "--site", m_dir.filePath("site.json"), "--secrets",
                         m_dir.filePath("secrets.json"), "--cache", m_dir.filePath("cache"), "--rtsp-port",
                         "0", "--control", "0", "--main-size", mainSize, "--sub-size", "320x180", "--places",
                         "1"});
        QVERIFY(m_program.waitForStarted());
        while (!m_program.canReadLine())
            QVERIFY2(m_program.waitForReadyRead(90'000), "the simulator never became ready");
        const QJsonObject ready = QJsonDocument::fromJson(m_program.readLine()).object();
        QVERIFY(ready["ready"].toBool());
        m_rtsp = ready["rtsp_port"].toInt();
        m_control = ready["control_port"].toInt();
        QVERIFY(m_rtsp > 0 && m_control > 0);
    }
    void stop() {
        m_program.terminate();
        QVERIFY2(m_program.waitForFinished(20'000), "SIGTERM did not end the simulator");
        QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program.exitCode(), 0);
    }

    const Camera& camera(std::size_t index = 0) const { return m_cameras.at(index); }
    int port() const { return m_rtsp; }
    std::string url(std::size_t index = 0, const std::string& account = {}) const {
        return "rtsp://" + account + "127.0.0.1:" + std::to_string(m_rtsp) + camera(index).path;
    }
    QJsonObject ask(const QByteArray& request) const {
        const auto answer = askControl(m_control, request.toStdString());
        return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object() : QJsonObject();
    }
    /// Clips are encoded one after the other: the sub streams first, in the order of the codecs.
    int clipsReady() const { return ask("{\"do\":\"status\"}")["clips"].toObject()["ready"].toInt(); }
    bool fail(const std::string& failure, std::size_t index = 0) const {
        return ask(QByteArray::fromStdString(R"({"do":"fail_camera","failure":")" + failure +
                                             R"(","camera":")" + camera(index).id + "\"}"))["ok"]
            .toBool();
    }
    bool heal(std::size_t index = 0) const {
        return ask(QByteArray::fromStdString(R"({"do":"heal_camera","camera":")" + camera(index).id +
                                             "\"}"))["ok"]
            .toBool();
    }

private:
    QTemporaryDir m_dir;
    QProcess m_program;
    std::vector<Camera> m_cameras;
    int m_rtsp = 0;
    int m_control = 0;
};

} // namespace shouwang::simulator
