#include "console/paper_printer.h"

#include "base/file.h"
#include "base/log.h"
#include "console/desk.h"
#include "console/print_form.h"

#include <QPointer>

#include <utility>

namespace shouwang::console {

struct PaperPrinter::Job {
    Order order;
    Done done;
    Bytes pdf;
    Error fault;
};

PaperPrinter::PaperPrinter(Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk) {
    m_pool.setMaxThreadCount(1);
}

PaperPrinter::~PaperPrinter() {
    m_pool.waitForDone();
}

bool PaperPrinter::print(Order order, Done done) {
    if (m_busy) return false;
    m_busy = true;
    auto job = std::make_shared<Job>(Job{std::move(order), std::move(done), {}, {}});
    m_pool.start([this, job] {
        if (auto pdf = shell::paperPdf(job->order.paper))
            job->pdf = std::move(*pdf);
        else
            job->fault = pdf.error();
        QMetaObject::invokeMethod(this, [this, job] { record(job); });
    });
    return true;
}

/// Whoever locked the desk meanwhile has gone: the paper would come from nobody.
void PaperPrinter::record(const std::shared_ptr<Job>& job) {
    const DeskData& known = m_desk.data();
    if (job->pdf.empty())
        return end(job, {{}, tr("没有做成 PDF。"), QString::fromStdString(job->fault.text)});
    if (known.locked || !known.officer) return end(job, {{}, tr("席位已锁定，没有打印。"), {}});
    Order& order = job->order;
    ledger::Command report =
        reports::recordPrint({order.what, order.of, order.title.toStdString(), order.wish.ground,
                              order.wish.reason, order.file.toStdString(), sha256(job->pdf),
                              static_cast<std::int64_t>(job->pdf.size()), order.pictures},
                             m_desk.clock().utc());
    const QPointer<PaperPrinter> self(this);
    if (order.wish.second.empty())
        return m_desk.submit(std::move(report), [self, job](const sync::SubmitResult& result) {
            if (self) self->recorded(job, result);
        });
    Desk::SignedBy by{order.wish.second, std::exchange(order.wish.password, {}), reports::printAct,
                      reports::addSecond};
    m_desk.submitSigned(std::move(report), std::move(by),
                        [self, job](const people::SignOnOutcome& checked, const sync::SubmitResult* result) {
                            if (!self) return;
                            if (result != nullptr) return self->recorded(job, *result);
                            self->end(job, {{}, tr("第二人没有签名，没有打印。"), {}, checked});
                        });
}

void PaperPrinter::recorded(const std::shared_ptr<Job>& job, const sync::SubmitResult& result) {
    if (result.kind == sync::SubmitResult::Kind::Saved) return write(job);
    end(job, {{},
              tr("打印没有能记入账本，因此没有写出。磁盘可能已满或损坏。"),
              QString::fromStdString(result.error.text)});
}

void PaperPrinter::write(const std::shared_ptr<Job>& job) {
    m_pool.start([this, job] {
        const std::filesystem::path folder = job->order.wish.folder.toStdString();
        const std::filesystem::path file = folder / job->order.file.toStdString();
        Printed printed{QString::fromStdString(file.string()), {}, {}};
        if (auto written = writeFileWhole(file, job->pdf, 0600); !written) {
            log::warning("desk", "a paper could not be written: {}", written.error().text);
            printed = {
                {}, writeFaultWord(folder, written.error()), QString::fromStdString(written.error().text)};
        }
        QMetaObject::invokeMethod(this, [this, job, printed] { end(job, printed); });
    });
}

void PaperPrinter::end(const std::shared_ptr<Job>& job, const Printed& printed) {
    m_busy = false;
    job->done(printed);
}

} // namespace shouwang::console
