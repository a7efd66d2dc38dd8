// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/events/filter/filterparser.h"

#include <memory>

namespace helio {

/// Which clients a table shows, those that left too. A value, with a text as EventFilter has it:
///
///     text, "two words", /re(gex)?/i, -term
///                 on address, program and user agent, origin, subject, channels, ids, hub and reason
///     channel:    one of its channels or patterns; exactly or by a glob
///     address:    with or without the port
///     program:    as the table shows it, with or without the version, or the whole user agent; capital and small
///                 letters are the same
///     origin:  subject:  id:
///     hub:        where it is, by name; empty where its hub is alone
///     reason:     why it left; who is connected has none
class ClientFilter
{
public:
    using Field = FieldTerm::Field;

    static const FilterSyntax &syntax();

    /// Lets everybody pass.
    ClientFilter() = default;
    /// Nothing when `text` is no filter; `mistake`, if given, then says why.
    static std::optional<ClientFilter> parse(const QString &text, FilterMistake *mistake = nullptr);

    bool isEmpty() const { return !terms_; }
    const QString &text() const { return text_; }

    /// `program`: programOf() its user agent. `reason`: why it left; empty while it is connected.
    bool matches(const ClientInfo &client, const QString &program, QByteArrayView reason = {}) const;

    friend bool operator==(const ClientFilter &a, const ClientFilter &b) { return a.text_ == b.text_; }

private:
    QString text_;
    std::shared_ptr<const std::vector<FilterTerm>> terms_; ///< null when there are none
};

} // namespace helio
