// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemfilterbar.h"

#include "findings/findingtable.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/look/format.h"
#include "ui/streams/severitylook.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace helio {

namespace {

QString forMenu(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

ProblemFilterBar::ProblemFilterBar(ProblemsModel &problems, QWidget *parent)
    : FilterField(QStringLiteral("problemFilter"), parent)
    , problems_(problems)
    , selection_(new QToolButton)
    , ignored_(new QToolButton)
    , ignoredMenu_(new QMenu(this))
{
    selection_->setObjectName(QStringLiteral("problemSelection"));
    ignored_->setObjectName(QStringLiteral("ignoredProblems"));
    ignored_->setAutoRaise(true);
    ignoredMenu_->setObjectName(QStringLiteral("ignoredProblemsMenu"));
    line().setContentsMargins(6, 4, 6, 4);
    line().insertWidget(0, selection_);
    line().addWidget(ignored_);
    setLayout(&line());
    opens(*ignored_, *ignoredMenu_);
    connect(ignoredMenu_, &QMenu::aboutToShow, this, &ProblemFilterBar::fillIgnoredMenu);
    connect(selection_, &QToolButton::clicked, this, [this] {
        problems_.setSelection({});
        Q_EMIT left(); // a button that is gone has no keyboard
    });
    for (const auto signal : {&ProblemsModel::filterChanged, &ProblemsModel::rowsUpdated})
        connect(&problems_, signal, this, &ProblemFilterBar::showState);
    connect(&problems_, &ProblemsModel::selectionChanged, this, &ProblemFilterBar::showSelection);
    connect(&problems_.ignored(), &IgnoredKinds::changed, this, &ProblemFilterBar::showIgnored);
    ProblemFilterBar::retranslate();
}

bool ProblemFilterBar::apply(const QString &text, FilterMistake &mistake)
{
    const auto filter = ProblemFilter::parse(text, &mistake);
    if (filter)
        problems_.setFilter(*filter);
    return filter.has_value();
}

QString ProblemFilterBar::textInForce() const
{
    return problems_.filter().text();
}

FilterCompletions ProblemFilterBar::completionsAt(const QString &text, qsizetype cursor) const
{
    using Field = ProblemFilter::Field;
    QStringList severities;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Note})
        severities.append(severityWord(severity));
    QStringList codes;
    for (const FindingCode code : findingCodes())
        codes.append(QString::fromLatin1(codeName(code)));
    return FilterCompletions::of(
        text, cursor, ProblemFilter::syntax().fields,
        {{Field::Severity, severities}, {Field::Stream, problems_.subjects()}, {Field::Code, codes}});
}

FilterField::State ProblemFilterBar::state() const
{
    if (problems_.filter().isEmpty())
        return {};
    return {Tone::Open, tr("✓ %1 of %2")
                            .arg(format::count(quint64(problems_.rowCount())),
                                 format::count(quint64(problems_.unfilteredCount())))};
}

QString ProblemFilterBar::placeholder() const
{
    return tr("Filter: text, /regex/, severity:, stream:, code: (Ctrl+L)");
}

void ProblemFilterBar::showSelection()
{
    const QString title = problems_.selectionTitle();
    selection_->setVisible(!title.isEmpty());
    selection_->setText(forMenu(fontMetrics().elidedText(title, Qt::ElideMiddle, 200)) + QStringLiteral("  ✕"));
    const QString tip =
        tr("Only problems of %1, as chosen in the navigator. Click to show the others again.").arg(title);
    selection_->setToolTip(tip);
    selection_->setAccessibleName(tip);
    showState();
}

void ProblemFilterBar::showIgnored()
{
    const auto kinds = problems_.ignored().all().size();
    ignored_->setVisible(kinds > 0);
    ignored_->setText(tr("%n ignored", nullptr, int(kinds)) + QStringLiteral(" ▾"));
}

void ProblemFilterBar::fillIgnoredMenu()
{
    ignoredMenu_->clear();
    const QList<IgnoredKinds::Kind> kinds = problems_.ignored().all();
    for (const IgnoredKinds::Kind &kind : kinds) {
        const QString text =
            tr("Show “%1” of %2 again").arg(findingTitle(kind.code).translated(), problems_.titleOf(kind));
        const QAction *action = ignoredMenu_->addAction(forMenu(text));
        connect(action, &QAction::triggered, this,
                [this, kind] { problems_.ignored().setIgnored(kind.subject, kind.code, false); });
    }
}

void ProblemFilterBar::retranslate()
{
    ignored_->setAccessibleName(tr("What is ignored"));
    ignored_->setToolTip(tr("Kinds of problems that are not shown; choose one to show it again"));
    showSelection();
    showIgnored();
    FilterField::retranslate();
}

} // namespace helio
