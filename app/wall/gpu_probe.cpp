#include "gpu_probe.h"

#include "base/log.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QProcess>
#include <QStringList>
#include <cstdio>

namespace shouwang::wall {

int printGpu() {
    QOffscreenSurface surface;
    surface.create();
    QOpenGLContext context;
    if (!context.create() || !context.makeCurrent(&surface)) return 1;
    const auto* renderer = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    if (!renderer) return 1;
    std::printf("%s\n", renderer);
    return std::fflush(stdout);
}

QString probeGpu(const QString& program) {
    QProcess child;
    child.setProcessChannelMode(QProcess::SeparateChannels);
    child.start(program, {QStringLiteral("--probe-gpu")});
    if (!child.waitForFinished(5000)) {
        child.kill();
        child.waitForFinished(500);
        log::warning("wall", "the GPU probe did not come back: drawing in software");
        return {};
    }
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0) return {};
    const QString renderer = QString::fromUtf8(child.readAllStandardOutput()).trimmed();
    return isGpu(renderer) ? renderer : QString();
}

bool isGpu(const QString& renderer) {
    for (const char* software : {"llvmpipe", "softpipe", "SwiftShader", "Software"})
        if (renderer.contains(QLatin1String(software), Qt::CaseInsensitive)) return false;
    return !renderer.isEmpty();
}

} // namespace shouwang::wall
