// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemdetails.h"

#include "findings/findingtable.h"
#include "ui/look/appearance.h"
#include "ui/look/wrappinglabel.h"
#include "ui/streams/severitylook.h"

#include <QEvent>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace helio {

namespace {

/// What is selected in it stays, as long as it says the same.
void put(WrappingLabel *label, const QString &text)
{
    if (label->wholeText() != text)
        label->setWholeText(text);
}

/// Of two that are the same problem: whether all that is shown of them is, too.
bool readsSame(const Problem &a, const Problem &b)
{
    return a.finding.revision == b.finding.revision && a.finding.severity == b.finding.severity &&
           a.finding.evidence == b.finding.evidence && a.subject == b.subject;
}

} // namespace

ProblemDetails::ProblemDetails(QWidget *parent)
    : QScrollArea(parent)
    , title_(new QLabel)
    , words_(new WrappingLabel)
    , remedy_(new WrappingLabel)
    , evidence_(new WrappingLabel)
{
    setObjectName(QStringLiteral("problemDetails"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    title_->setObjectName(QStringLiteral("problemTitle"));
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);
    QFont strong = font();
    strong.setBold(true);
    title_->setFont(strong);
    words_->setObjectName(QStringLiteral("problemWords"));
    remedy_->setObjectName(QStringLiteral("problemRemedy"));
    evidence_->setObjectName(QStringLiteral("problemEvidence"));
    evidence_->setFont(dataFont());
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    for (QLabel *label :
         {title_, static_cast<QLabel *>(words_), static_cast<QLabel *>(remedy_), static_cast<QLabel *>(evidence_)})
        layout->addWidget(label);
    layout->addStretch(1);
    setWidget(content);
    retranslate();
}

void ProblemDetails::showProblem(const std::optional<Problem> &problem)
{
    const bool isSame = problem && problem_ ? isSameProblem(*problem, *problem_) : !problem && !problem_;
    if (isSame && (!problem || readsSame(*problem, *problem_)))
        return;
    problem_ = problem;
    fill();
    if (!isSame)
        verticalScrollBar()->setValue(0);
}

void ProblemDetails::fill()
{
    if (problem_) {
        const Finding &finding = problem_->finding;
        title_->setText(
            QStringLiteral("%1 · %2 · %3")
                .arg(severityText(finding.severity), findingTitle(finding.code).translated(), problem_->subject));
        put(words_, finding.words.translated());
        put(remedy_, tr("What to do: %1").arg(finding.remedy.translated()));
        put(evidence_, evidenceText(finding.evidence));
    } else {
        title_->setText(tr("Choose a problem to read all of it."));
        for (WrappingLabel *label : {words_, remedy_, evidence_})
            put(label, {});
    }
    setTextTone(title_, problem_ ? severityTone(problem_->finding.severity) : Tone::None, palette());
    words_->setVisible(problem_.has_value());
    remedy_->setVisible(problem_ && !problem_->finding.remedy.isEmpty());
    evidence_->setVisible(problem_ && !problem_->finding.evidence.isEmpty());
}

void ProblemDetails::retranslate()
{
    setAccessibleName(tr("The problem that is chosen"));
    words_->setAccessibleName(tr("What is so"));
    remedy_->setAccessibleName(tr("What to do"));
    evidence_->setAccessibleName(tr("Where it can be seen"));
    fill();
}

void ProblemDetails::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace helio
