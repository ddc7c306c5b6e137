// Whether a real GPU draws: asked once, in a child process, because a broken driver may crash or hang.
#pragma once

#include <QString>

namespace shouwang::wall {

/// The child: prints the OpenGL renderer's name. Returns the exit code. Needs a QGuiApplication.
int printGpu();

/// The parent: runs `program --probe-gpu`, at most 5 s. Empty when there is no GPU or the child did not come
/// back well.
QString probeGpu(const QString& program);

/// False for the renderers that are software in disguise.
bool isGpu(const QString& renderer);

} // namespace shouwang::wall
