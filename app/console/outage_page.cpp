#include "console/outage_page.h"

#include "console/desk.h"
#include "console/seat_words.h"
#include "console/signed_orders.h"
#include "outages/ui/words.h"
#include "wall/ui/no_picture.h"

#include <QPointer>
#include <QVBoxLayout>

namespace shouwang::console {
namespace {

/// The code itself for one that this version does not know.
QString causeWord(const std::string& code) {
    for (const auto reason :
         {wall::NoPicture::UnknownCamera, wall::NoPicture::NotConnected, wall::NoPicture::WrongPassword,
          wall::NoPicture::Refused, wall::NoPicture::BadStream, wall::NoPicture::NoSignal,
          wall::NoPicture::Frozen, wall::NoPicture::Slow}) {
        if (wall::name(reason) == code) return wall::reasonWord(reason);
    }
    return code == wall::name(wall::NoPicture::None) ? QString() : QString::fromStdString(code);
}

outages::OutageNames namesOf(const Desk& desk) {
    outages::OutageNames names;
    names.person = [&desk](const std::string& account) {
        const auto& keys = desk.data().keys;
        const people::Account* known = keys ? keys->find(account) : nullptr;
        return QString::fromStdString(known != nullptr ? known->name : account);
    };
    names.seat = [&desk](const Id& seat) { return seatWord(desk.data(), seat); };
    names.zone = [&desk](const std::string& code) {
        const site::Zone* zone = desk.data().site->zone(code);
        return QString::fromStdString(zone != nullptr ? zone->name : code);
    };
    names.cause = causeWord;
    return names;
}

} // namespace

OutagePage::OutagePage(Desk& desk, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_box(new outages::OutageBox(theme, ports(), this)) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_box);
    connect(m_box, &outages::OutageBox::commandWanted, this, &OutagePage::submit);
    connect(&desk, &Desk::changed, this, &OutagePage::refresh);
    connect(&desk, &Desk::siteChanged, this, &OutagePage::refresh);
    refresh();
}

outages::OutageBox::Ports OutagePage::ports() {
    const auto last = [this](const std::string& point) {
        std::optional<outages::Bypass> found;
        m_desk.read([&](const ledger::View& view) { found = outages::bypassOf(view, point); });
        return found;
    };
    const auto sign = [this](const ledger::Command& order, std::string account, std::string password,
                             std::function<void(const people::SignOnOutcome&)> answer) {
        submitSigned(order, std::move(account), std::move(password), std::move(answer));
    };
    return {m_desk.clock(), last, sign, namesOf(m_desk)};
}

void OutagePage::refresh() {
    const DeskData& known = m_desk.data();
    m_box->setSite(known.site);
    m_box->setOfficer(known.officer ? known.officer->account : std::string(),
                      m_desk.mayDo(people::Permission::OpenIncident),
                      m_desk.mayDo(people::Permission::HandleAlarms));
    m_box->setOutages(known.bypasses, known.lostCameras);
}

void OutagePage::submit(const ledger::Command& command) {
    const QPointer<OutagePage> self(this);
    m_desk.submit(command, [self, command](const sync::SubmitResult& result) {
        if (self) self->showResult(command, result);
    });
}

void OutagePage::submitSigned(const ledger::Command& order, std::string account, std::string password,
                              std::function<void(const people::SignOnOutcome&)> answer) {
    const QPointer<OutagePage> self(this);
    m_desk.submitSigned(order, signedBy(order, std::move(account), std::move(password)),
                        [self, order, answer = std::move(answer)](const people::SignOnOutcome& checked,
                                                                  const sync::SubmitResult* result) {
                            answer(checked);
                            if (self && result != nullptr) self->showResult(order, *result);
                        });
}

void OutagePage::showResult(const ledger::Command& command, const sync::SubmitResult& result) {
    if (result.kind == sync::SubmitResult::Kind::Refused)
        m_box->giveBack(command, outages::refusalWord(result.refusal.code));
    if (result.kind == sync::SubmitResult::Kind::Failed)
        m_box->giveBack(command, tr("没有保存！磁盘可能已满或损坏。填写的内容还在。"));
}

} // namespace shouwang::console
