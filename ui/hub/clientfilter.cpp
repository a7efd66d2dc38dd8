// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientfilter.h"

#include "ui/hub/clienthost.h"

#include <algorithm>
#include <array>

namespace helio {

namespace {

struct Client
{
    const ClientInfo &info;
    QByteArray program;
    QByteArrayView reason;
    QByteArray address = info.remoteAddress.toUtf8();
    QByteArray subject = info.subject.toUtf8();
    QByteArray hub = info.hub.toUtf8();
};

template <typename IsMet>
bool isAnyText(const Client &client, IsMet &&isMet)
{
    const std::array<QByteArrayView, 9> texts{client.address,     client.program, client.info.userAgent,
                                              client.info.origin, client.subject, client.info.id,
                                              client.hub,         client.reason,  client.info.lastEventId};
    return std::any_of(texts.begin(), texts.end(), isMet) ||
           std::any_of(client.info.channels.cbegin(), client.info.channels.cend(), isMet) ||
           std::any_of(client.info.patterns.cbegin(), client.info.patterns.cend(), isMet);
}

/// Without the version behind it.
QByteArrayView nameOf(QByteArrayView program)
{
    const qsizetype space = program.lastIndexOf(' ');
    const bool hasVersion =
        space > 0 && space + 1 < program.size() && program[space + 1] >= '0' && program[space + 1] <= '9';
    return hasVersion ? program.first(space) : program;
}

bool isProgram(const FieldTerm &term, const Client &client)
{
    if (term.glob)
        return term.isMetBy(client.program) || term.isMetBy(client.info.userAgent);
    return client.program.compare(term.exact, Qt::CaseInsensitive) == 0 ||
           nameOf(client.program).compare(term.exact, Qt::CaseInsensitive) == 0 || client.info.userAgent == term.exact;
}

bool isMet(const FieldTerm &term, const Client &client)
{
    const auto meets = [&term](QByteArrayView name) { return term.isMetBy(name); };
    switch (term.field) {
    case FieldTerm::Field::Channel:
        return std::any_of(client.info.channels.cbegin(), client.info.channels.cend(), meets) ||
               std::any_of(client.info.patterns.cbegin(), client.info.patterns.cend(), meets);
    case FieldTerm::Field::Address:
        return meets(client.address) || meets(hostOf(QByteArrayView(client.address)));
    case FieldTerm::Field::Program:
        return isProgram(term, client);
    case FieldTerm::Field::Origin:
        return meets(client.info.origin);
    case FieldTerm::Field::Subject:
        return meets(client.subject);
    case FieldTerm::Field::Id:
        return meets(client.info.id);
    case FieldTerm::Field::Hub:
        return meets(client.hub);
    case FieldTerm::Field::Reason:
        return meets(client.reason);
    case FieldTerm::Field::Type:
    case FieldTerm::Field::Source:
    case FieldTerm::Field::Severity:
    case FieldTerm::Field::Stream:
    case FieldTerm::Field::Code:
        break;
    }
    return false;
}

struct Judge
{
    const Client &client;

    bool operator()(const FieldTerm &term) const { return isMet(term, client); }
    bool operator()(const TextTerm &term) const
    {
        return isAnyText(client, [&term](QByteArrayView text) { return term.text.isIn(text); });
    }
    bool operator()(const RegexTerm &term) const
    {
        return isAnyText(
            client, [&term](QByteArrayView text) { return !text.isEmpty() && term.judgePart(text) == Verdict::Yes; });
    }
    bool operator()(const PathTerm &) const { return false; } // its syntax has none
};

} // namespace

const FilterSyntax &ClientFilter::syntax()
{
    static const FilterSyntax syntax{{Field::Address, Field::Program, Field::Origin, Field::Subject, Field::Channel,
                                      Field::Id, Field::Hub, Field::Reason},
                                     false};
    return syntax;
}

std::optional<ClientFilter> ClientFilter::parse(const QString &text, FilterMistake *mistake)
{
    auto parsed = parseFilter(text, syntax(), mistake);
    if (!parsed)
        return std::nullopt;
    ClientFilter filter;
    filter.text_ = text;
    filter.terms_ = cheapestFirst(std::move(*parsed));
    return filter;
}

bool ClientFilter::matches(const ClientInfo &client, const QString &program, QByteArrayView reason) const
{
    if (!terms_)
        return true;
    const Client asked{client, program.toUtf8(), reason};
    return std::all_of(terms_->begin(), terms_->end(), [&asked](const FilterTerm &term) {
        return std::visit(Judge{asked}, term.what) != term.excludes;
    });
}

} // namespace helio
