// ./run bench desk [row ...]: what the windows of a desk cost on a machine without a GPU. Prints one JSON
// object a line.
#include "bench/desk/rows.h"

#include <QApplication>
#include <QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

using namespace shouwang;

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // a row is seen as soon as it is known
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QApplication application(argc, argv);
    const std::vector<std::string> rows(argv + 1, argv + argc);
    const auto wanted = [&](const char* row) {
        return rows.empty() || std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    if (wanted("map")) bench::mapRow();
    return 0;
}
