// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemmarks.h"

#include "ui/doctor/problemsmodel.h"
#include "ui/events/eventtablemodel.h"
#include "ui/streams/severitylook.h"

namespace helio {

ProblemMarks::ProblemMarks(ProblemsModel &problems, EventTableModel &events, const EventPlaces &places, QObject *parent)
    : QObject(parent)
    , problems_(problems)
    , events_(events)
    , places_(places)
{
    // Many streams may report at once.
    soon_.setSingleShot(true);
    soon_.setInterval(100);
    connect(&soon_, &QTimer::timeout, this, &ProblemMarks::mark);
    connect(&problems_, &ProblemsModel::problemsChanged, this, [this](int source) {
        sources_.insert(source);
        if (!soon_.isActive())
            soon_.start();
    });
}

void ProblemMarks::onEvents()
{
    if (isMissing_ && !soon_.isActive())
        soon_.start();
}

void ProblemMarks::mark()
{
    EventMarks marks;
    isMissing_ = false;
    const QSet<int> sources = sources_;
    for (const int source : sources) {
        const QList<Problem> problems = problems_.of(source);
        if (problems.isEmpty())
            sources_.remove(source);
        // Worst first: that one has the shape.
        for (const Problem &problem : problems) {
            for (const quint64 number : problem.finding.evidence.events) {
                const auto sequence = places_.sequenceOf(source, number, events_.ring());
                if (!sequence) {
                    isMissing_ = isMissing_ || places_.isAwaited(source, number);
                    continue;
                }
                EventMark &mark = marks[*sequence];
                if (mark.text.isEmpty())
                    mark = {severityTone(problem.finding.severity), severityShape(problem.finding.severity), {}};
                else
                    mark.text += u'\n';
                mark.text += problemLine(problem.finding);
            }
        }
    }
    events_.setMarks(marks);
}

} // namespace helio
