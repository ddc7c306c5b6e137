#include "shell/ui/paper.h"

#include "shell/ui/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace shouwang::shell {
namespace {

constexpr int kDpi = 300;
constexpr qreal kMargin_mm = 14;
constexpr qreal kBand_mm = 9;        // above and below the text
constexpr qreal kPictureWidth = 320; // in 1/96 inch

QString word(const char* text) {
    return QCoreApplication::translate("shell::Paper", text);
}

qreal dots(qreal millimetres) {
    return millimetres / 25.4 * kDpi;
}

/// What a document's formats are given in: the layout makes dots of it.
qreal units(qreal millimetres) {
    return millimetres / 25.4 * 96;
}

QFont fontOf(qreal points, bool strong = false) {
    QFont font(Theme::family());
    font.setPointSizeF(points);
    font.setBold(strong);
    return font;
}

QTextCharFormat charsOf(qreal points, bool strong = false) {
    QTextCharFormat format;
    format.setFont(fontOf(points, strong));
    return format;
}

class Writer {
public:
    explicit Writer(QTextDocument& document)
        : m_cursor(&document)
        , m_document(document) {}

    void write(const Paper& paper) {
        m_cursor.insertText(paper.title, charsOf(18, true));
        for (const QString& line : paper.head)
            paragraph(line, 10);
        for (const PaperPart& part : paper.parts)
            write(part);
    }

private:
    void write(const PaperPart& part) {
        QTextBlockFormat gap;
        gap.setTopMargin(units(4));
        gap.setBottomMargin(units(1));
        m_cursor.insertBlock(gap);
        m_cursor.insertText(part.heading, charsOf(13, true));
        for (const QString& line : part.lines)
            paragraph(line, 10);
        for (const PaperTable& table : part.tables)
            write(table);
        for (const PaperPicture& picture : part.pictures)
            write(picture);
    }

    void paragraph(const QString& text, qreal points) {
        m_cursor.insertBlock(QTextBlockFormat());
        m_cursor.insertText(text, charsOf(points));
    }

    void write(const PaperTable& table) {
        QTextTableFormat format;
        format.setHeaderRowCount(1); // again on every page
        format.setCellPadding(units(0.8));
        format.setCellSpacing(0);
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(QColor(0xA0, 0xA0, 0xA0));
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        QList<QTextLength> widths;
        for (const int width : table.widths)
            widths << QTextLength(QTextLength::PercentageLength, width);
        format.setColumnWidthConstraints(widths);
        m_cursor.insertBlock(QTextBlockFormat());
        QTextTable* made = m_cursor.insertTable(static_cast<int>(table.rows.size()) + 1,
                                                static_cast<int>(table.header.size()), format);
        fill(*made, 0, table.header, true);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            fill(*made, static_cast<int>(row) + 1, table.rows[row], false);
        m_cursor.movePosition(QTextCursor::End);
    }

    static void fill(QTextTable& table, int row, const QStringList& cells, bool head) {
        for (int column = 0; column < table.columns() && column < cells.size(); ++column)
            table.cellAt(row, column)
                .firstCursorPosition()
                .insertText(cells.at(column), charsOf(head ? 9 : 9.5, head));
    }

    void write(const PaperPicture& picture) {
        m_cursor.insertBlock(QTextBlockFormat());
        if (!picture.image.isNull()) {
            const QString name = QStringLiteral("picture-%1").arg(++m_pictures);
            m_document.addResource(QTextDocument::ImageResource, QUrl(name), picture.image);
            QTextImageFormat format;
            format.setName(name);
            format.setWidth(kPictureWidth);
            format.setHeight(kPictureWidth * picture.image.height() / picture.image.width());
            m_cursor.insertImage(format);
        }
        for (const QString& line : picture.caption)
            paragraph(line, 8.5);
        paragraph({}, 4);
    }

    QTextCursor m_cursor;
    QTextDocument& m_document;
    int m_pictures = 0;
};

void paintDrill(QPainter& painter, const QRectF& page, const QString& text) {
    const QColor tone = Theme::color(Tone::Drill, Theme::Shade::Light);
    painter.setPen(QPen(tone, dots(1)));
    painter.drawRect(page.adjusted(dots(0.5), dots(0.5), -dots(0.5), -dots(0.5)));
    painter.setFont(fontOf(12, true));
    painter.setPen(tone);
    painter.drawText(page.adjusted(dots(3), dots(1.5), -dots(3), 0), Qt::AlignTop | Qt::AlignHCenter, text);
}

void paintFoot(QPainter& painter, const QRectF& page, const QString& foot, int number, int count) {
    painter.setFont(fontOf(8));
    painter.setPen(Qt::black);
    const QRectF band = page.adjusted(dots(3), 0, -dots(3), -dots(2));
    painter.drawText(band, Qt::AlignBottom | Qt::AlignLeft, foot);
    painter.drawText(band, Qt::AlignBottom | Qt::AlignRight,
                     word(QT_TRANSLATE_NOOP("shell::Paper", "第 %1 页，共 %2 页")).arg(number).arg(count));
}

void paintPages(QPainter& painter, QPdfWriter& pdf, QTextDocument& document, const Paper& paper) {
    const QRectF page(QPointF(0, 0), pdf.pageLayout().paintRectPixels(kDpi).size());
    const QRectF body = page.adjusted(dots(3), dots(kBand_mm), -dots(3), -dots(kBand_mm));
    document.documentLayout()->setPaintDevice(&pdf);
    document.setDocumentMargin(0);
    document.setPageSize(body.size());
    const int count = document.pageCount();
    for (int i = 0; i < count; ++i) {
        if (i > 0) pdf.newPage();
        if (!paper.drill.isEmpty()) paintDrill(painter, page, paper.drill);
        paintFoot(painter, page, paper.foot, i + 1, count);
        painter.save();
        painter.translate(body.left(), body.top() - i * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, i * body.height(), body.width(), body.height());
        context.palette.setColor(QPalette::Text, Qt::black); // the room's own palette is a dark one
        // A picture that begins the next page reaches over its edge by a dot.
        painter.setClipRect(context.clip.adjusted(0, 0, 0, -2));
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
}

QStringList textOf(const PaperTable& table) {
    QStringList lines;
    for (const QStringList& row : table.rows) {
        QStringList cells;
        for (int i = 0; i < row.size() && i < table.header.size(); ++i) {
            if (!row.at(i).isEmpty())
                cells << (table.header.at(i).isEmpty()
                              ? row.at(i)
                              : QStringLiteral("%1: %2").arg(table.header.at(i), row.at(i)));
        }
        lines << QStringLiteral("- ") + cells.join(QStringLiteral("  "));
    }
    return lines;
}

} // namespace

Result<Bytes> paperPdf(const Paper& paper) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setResolution(kDpi);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins(QMarginsF(kMargin_mm, kMargin_mm, kMargin_mm, kMargin_mm), QPageLayout::Millimeter);
    pdf.setTitle(paper.title);
    pdf.setCreator(QStringLiteral("Shouwang"));
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setDefaultFont(fontOf(10));
    Writer(document).write(paper);
    QPainter painter;
    if (!painter.begin(&pdf)) return fail(Next::Bug, "the PDF writer does not begin");
    paintPages(painter, pdf, document, paper);
    if (!painter.end()) return fail(Next::Bug, "the PDF writer does not end");
    buffer.close();
    return Bytes(bytes.begin(), bytes.end());
}

QString paperText(const Paper& paper) {
    QStringList lines;
    if (!paper.drill.isEmpty()) lines << QStringLiteral("*** %1 ***").arg(paper.drill);
    lines << paper.title << paper.head;
    for (const PaperPart& part : paper.parts) {
        lines << QString() << QStringLiteral("== %1 ==").arg(part.heading) << part.lines;
        for (const PaperTable& table : part.tables)
            lines << textOf(table);
        for (const PaperPicture& picture : part.pictures)
            lines << picture.caption;
    }
    lines << QString() << paper.foot;
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace shouwang::shell
