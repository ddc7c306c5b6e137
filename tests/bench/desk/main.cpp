// ./run bench desk [row ...]: what the windows of a desk cost on a machine without a GPU.
#include "bench/desk/rows.h"

#include <QApplication>
#include <QQuickWindow>

using namespace shouwang;

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QApplication application(argc, argv);
    return bench::runRows("desk", {argv + 1, argv + argc},
                          {{{"map"}, bench::mapRow},
                           {{"timeline", "start"}, bench::monthRows},
                           {{"handover"}, bench::handoverRow}});
}
