// What is printed or kept for the day when nothing runs: a title, parts of lines, tables and pictures, and at
// the foot of every page who made it and when. Made by pure functions, turned into a PDF or plain text here,
// written whole by whoever wants it (base/file.h). A4. Black on white whatever the theme; an exercise has its
// frame and its word on every page.
#pragma once

#include "base/bytes.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <vector>

namespace shouwang::shell {

struct PaperTable {
    QStringList header;
    std::vector<QStringList> rows; ///< as many cells as the header has
    std::vector<int> widths;       ///< percent beside `header`; empty: as it fits
};

struct PaperPicture {
    QImage image; ///< null: only the caption, which says why
    QStringList caption;
};

struct PaperPart {
    QString heading;
    QStringList lines;
    std::vector<PaperTable> tables{};
    std::vector<PaperPicture> pictures{};
};

struct Paper {
    QString title;
    QStringList head; ///< below the title
    std::vector<PaperPart> parts;
    QString foot;  ///< who made it and when, on every page
    QString drill; ///< 演练; empty: real
};

/// Needs a QGuiApplication; any thread. Bug: the writer would not begin.
Result<Bytes> paperPdf(const Paper& paper);
/// UTF-8, for a screen without anything: no picture, tables as lines of "header: cell".
QString paperText(const Paper& paper);

} // namespace shouwang::shell
