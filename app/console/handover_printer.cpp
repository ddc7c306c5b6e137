#include "console/handover_printer.h"

#include "console/attention_words.h"
#include "console/desk.h"
#include "console/print_form.h"
#include "duty/tables.h"

namespace shouwang::console {

HandoverPrinter::HandoverPrinter(Desk& desk, PrintForm& form, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_form(form)
    , m_printer(new PaperPrinter(desk, this)) {
    connect(&form, &PrintForm::printWanted, this, &HandoverPrinter::print);
}

bool HandoverPrinter::mayPrint() const {
    return m_desk.mayDo(people::Permission::HandOver);
}

std::optional<Id> HandoverPrinter::latest() const {
    std::optional<Id> found;
    m_desk.read([&](const ledger::View& view) {
        const auto last = duty::handovers(view, 1);
        if (!last.empty()) found = last.front().id;
    });
    return found;
}

std::optional<HandoverPrinter::Known> HandoverPrinter::read(const Id& handover) const {
    std::optional<Known> found;
    m_desk.read([&](const ledger::View& view) {
        if (auto known = duty::handover(view, handover))
            found = Known{std::move(*known), duty::waitsForStation(view, handover)};
    });
    return found;
}

bool HandoverPrinter::begin(const Id& handover) {
    const auto known = mayPrint() ? read(handover) : std::nullopt;
    if (!known) return false;
    m_handover = handover;
    m_form.setHandover(handoverTitle(known->handover.shift));
    m_form.setOfficer(m_desk.data().officer->account);
    m_form.open();
    return true;
}

shell::Paper HandoverPrinter::paperOf(const Known& known) const {
    const DeskData& data = m_desk.data();
    const attention::Names words = attentionNames(m_desk);
    duty::ItemNames names;
    names.scope.names = m_names;
    names.scope.site = data.site.get();
    names.act = words.act;
    names.refusal = words.refusal;
    const Micros now = m_desk.clock().utc();
    const QString who = data.officer ? m_names.who({data.officer->account, data.seat, now}) : QString();
    return handoverPaper(
        {known.handover, *data.site, names, known.waits, data.status->cursor, data.status->outbox, who, now});
}

void HandoverPrinter::print(const PrintWish& wish) {
    const auto known = mayPrint() ? read(m_handover) : std::nullopt;
    if (!known) return m_form.showFault(tr("没有这次交接班，或者无权打印。"));
    const Micros now = m_desk.clock().utc();
    PaperPrinter::Order order{
        paperOf(*known), handoverFileName(known->handover, now), wish, std::string(reports::kWhatHandover),
        m_handover,      handoverTitle(known->handover.shift)};
    const bool begun =
        m_printer->print(std::move(order), [this, folder = wish.folder](const Printed& printed) {
            m_form.showPrinted(printed, m_desk.clock().utc());
            if (printed.fault.isEmpty()) Q_EMIT folderChosen(folder);
        });
    if (begun) m_form.setBusy(true);
}

} // namespace shouwang::console
