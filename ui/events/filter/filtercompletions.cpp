// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/filtercompletions.h"

#include "ui/events/filter/eventfilter.h"

namespace helio {

namespace {

/// Where the term begins that the cursor is in.
qsizetype beginOfTerm(QStringView before)
{
    bool isQuoted = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (isQuoted && before[i] == u'\\')
            ++i;
        else if (before[i] == u'"')
            isQuoted = !isQuoted;
        else if (!isQuoted && before[i].isSpace())
            begin = i + 1;
    }
    return begin;
}

} // namespace

FilterCompletions FilterCompletions::of(const QString &text, qsizetype cursor, const QList<FieldTerm::Field> &fields,
                                        const KnownNames &known)
{
    const QStringView before = QStringView(text).first(std::clamp<qsizetype>(cursor, 0, text.size()));
    FilterCompletions completions;
    completions.at = beginOfTerm(before);
    if (before.sliced(completions.at).startsWith(u'-'))
        ++completions.at;
    const QStringView written = before.sliced(completions.at);
    completions.length = written.size();
    if (written.isEmpty())
        return completions;
    for (const FieldTerm::Field field : fields) {
        const QString prefix = EventFilter::prefix(field);
        if (prefix.startsWith(written)) {
            if (prefix != written)
                completions.candidates.append(prefix);
        }
        if (!written.startsWith(prefix))
            continue;
        QString begun = written.sliced(prefix.size()).toString();
        begun.remove(u'"');
        const QStringList names = known.value(field);
        for (const QString &name : names) {
            const QString term = EventFilter::term(field, name);
            if (name.startsWith(begun, Qt::CaseInsensitive) && term != written)
                completions.candidates.append(term);
        }
    }
    return completions;
}

} // namespace helio
