// What the room's codes are called. GUI thread.
#pragma once

#include "attention/attention.h"

#include <QString>

#include <functional>

namespace shouwang::attention {

QString causeWord(Cause cause); ///< with its mark, so that colour is not alone
QString outcomeWord(std::string_view outcome);
QString refusalWord(std::string_view code); ///< of this room's own reports

/// How other rooms call what they own; filled in by app/. An empty function shows the bare code.
struct Names {
    std::function<QString(const std::string& kind)> act;
    std::function<QString(const std::string& code)> refusal;
    std::function<QString(const std::string& account)> person;
    std::function<QString(const Id& seat)> seat;
    std::function<QString(const std::string& post)> post;
    std::function<QString(const std::string& kind, std::int64_t field)> field;
    std::function<QString(const std::string& kind, std::int64_t field, const ledger::Value& value)> value;

    QString actOf(const State& item) const; ///< of an exercise: with that word
    QString whyOf(const State& item) const; ///< all rules that it breaks
    QString whoOf(const State& item) const;
    QString fieldOf(const State& item, std::int64_t field) const;
    QString valueOf(const State& item, std::int64_t field, const ledger::Map& from) const; ///< — for none
};

} // namespace shouwang::attention
