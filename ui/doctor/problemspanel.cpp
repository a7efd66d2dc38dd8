// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemspanel.h"

#include "ui/doctor/problemdetails.h"
#include "ui/doctor/problemfilterbar.h"
#include "ui/doctor/problemremedy.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/doctor/problemstable.h"
#include "ui/look/actions.h"
#include "ui/look/sharedlist.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <tuple>

namespace helio {

namespace {

const QString SplitterKey = QStringLiteral("problems/splitter");
const SharedList Filters{QStringLiteral("problems/filters"), FilterField::MaximumHistory};

/// A splitter shares what there is in these proportions.
constexpr int ShareOfTable = 2000;
constexpr int ShareOfDetails = 1000;

/// What goes to the filter over the events elsewhere, goes to this one here.
bool isFilterKey(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Find) ||
           (event->key() == Qt::Key_L && event->modifiers() == Qt::ControlModifier);
}

} // namespace

ProblemsPanel::ProblemsPanel(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , parts_(parts)
    , filter_(new ProblemFilterBar(parts.problems))
    , table_(new ProblemsTable(parts.problems))
    , details_(new ProblemDetails)
    , splitter_(new QSplitter(Qt::Vertical))
    , show_(new QAction(this))
    , readAnyway_(new QAction(this))
    , edit_(new QAction(this))
    , copyNginx_(new QAction(this))
    , copy_(new QAction(this))
    , ignore_(new QAction(this))
{
    setObjectName(QStringLiteral("problemsTab"));
    splitter_->setObjectName(QStringLiteral("problemsSplitter"));
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(table_);
    splitter_->addWidget(details_);
    splitter_->setStretchFactor(0, 2);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({ShareOfTable, ShareOfDetails});
    splitter_->restoreState(parts.settings.value(SplitterKey).toByteArray());
    connect(splitter_, &QSplitter::splitterMoved, this,
            [this] { parts_.settings.setValue(SplitterKey, splitter_->saveState()); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(filter_);
    layout->addWidget(splitter_, 1);
    setFocusProxy(&table_->view());

    makeActions();
    filter_->setHistory(Filters.read(parts.settings));
    connect(filter_, &FilterField::left, this, [this] {
        Filters.write(parts_.settings, filter_->history());
        table_->view().setFocus();
    });
    connect(table_, &ProblemsTable::currentChanged, this, &ProblemsPanel::onCurrent);
    connect(table_, &ProblemsTable::activated, this, &ProblemsPanel::showEvidence);
    connect(table_, &ProblemsTable::showAllRequested, this, [this] {
        filter_->setText({});
        parts_.problems.setSelection({});
    });
    connect(table_, &ProblemsTable::openStreamRequested, parts.actions[ActionId::OpenStream], &QAction::trigger);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&parts.problems, signal, this, &ProblemsPanel::onCurrent);
    for (const auto signal : {&StreamList::edited, &StreamList::reported})
        connect(&parts.streams, signal, this, &ProblemsPanel::onCurrent);
    retranslate();
    onCurrent();
}

void ProblemsPanel::makeActions()
{
    const std::tuple<QAction *, const char *, void (ProblemsPanel::*)()> rows[] = {
        {show_, "problemShow", &ProblemsPanel::showEvidence},
        {readAnyway_, "problemReadAnyway", &ProblemsPanel::readAnyway},
        {edit_, "problemEditStream", nullptr},
        {copyNginx_, "problemCopyNginx", &ProblemsPanel::copyNginxBlock},
        {copy_, "problemCopy", &ProblemsPanel::copy},
        {ignore_, "problemIgnore", &ProblemsPanel::ignore},
    };
    QList<QAction *> actions;
    for (const auto &[action, name, work] : rows) {
        action->setObjectName(QLatin1String(name));
        parts_.actions.append(action, MenuId::Streams, action == show_);
        actions.append(action);
        if (work)
            connect(action, &QAction::triggered, this, work);
    }
    connect(edit_, &QAction::triggered, this, [this] {
        if (const auto problem = table_->current())
            Q_EMIT editRequested(problem->source);
    });
    copy_->setShortcut(QKeySequence::Copy);
    copy_->setShortcutContext(Qt::WidgetShortcut);
    copy_->setShortcutVisibleInContextMenu(true);
    table_->addProblemActions(actions);
}

void ProblemsPanel::onCurrent()
{
    const auto problem = table_->current();
    details_->showProblem(problem);
    const bool isOfStream = problem && problem->source != HubSource;
    const FindingCode code = problem ? problem->finding.code : FindingCode();
    const StreamRequest request = isOfStream ? parts_.streams.request(problem->source) : StreamRequest();
    const QByteArrayList between =
        isOfStream ? parts_.streams.report(problem->source).intermediaries : QByteArrayList();
    for (QAction *action : {show_, copy_, ignore_})
        action->setEnabled(problem.has_value());
    const std::pair<QAction *, bool> remedies[] = {
        {readAnyway_, isOfStream && helio::readAnyway(problem->finding, request)},
        {edit_, isOfStream && isOfRequest(code)},
        {copyNginx_, isOfStream && isOfNginx(code, between)},
    };
    for (const auto &[action, isThere] : remedies) {
        action->setEnabled(isThere);
        action->setVisible(isThere);
    }
    updateReadAnywayText();
}

void ProblemsPanel::updateReadAnywayText()
{
    const auto problem = table_->current();
    const bool isRepeatable =
        !problem || problem->source == HubSource || parts_.streams.request(problem->source).isRepeatable();
    Actions::setTexts(*readAnyway_, tr("&Read anyway"),
                      isRepeatable
                          ? tr("Read the stream whatever its content type is, from now on, and connect again")
                          : tr("Read the stream whatever its content type is, from now on. Its request has a body, or "
                               "another method than GET, and is not sent again by itself: Reopen, in Connection, does "
                               "it"));
}

void ProblemsPanel::showProblem(const Problem &problem)
{
    parts_.problems.updateRows(); // it may have been found just now
    if (parts_.problems.selection() && parts_.problems.selection() != problem.source)
        parts_.problems.setSelection({});
    if (!table_->setCurrent(problem)) {
        filter_->setText({});
        table_->setCurrent(problem);
    }
    table_->view().setFocus();
}

void ProblemsPanel::showEvidence()
{
    if (const auto problem = table_->current())
        Q_EMIT evidenceRequested(*problem);
}

void ProblemsPanel::copy()
{
    if (const auto problem = table_->current())
        QGuiApplication::clipboard()->setText(problemText(*problem));
}

void ProblemsPanel::ignore()
{
    if (const auto problem = table_->current())
        parts_.problems.ignore(*problem);
}

void ProblemsPanel::readAnyway()
{
    const auto problem = table_->current();
    if (!problem || problem->source == HubSource)
        return;
    const auto request = helio::readAnyway(problem->finding, parts_.streams.request(problem->source));
    if (!request)
        return;
    parts_.streams.edit(problem->source, *request);
    if (!request->isRepeatable())
        Q_EMIT reopeningNeeded(problem->source);
}

void ProblemsPanel::copyNginxBlock()
{
    if (const auto problem = table_->current())
        QGuiApplication::clipboard()->setText(nginxBlock(parts_.streams.url(problem->source)));
}

bool ProblemsPanel::event(QEvent *event)
{
    // Before it goes to whom the key is elsewhere.
    if (event->type() == QEvent::ShortcutOverride && isFilterKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ProblemsPanel::keyPressEvent(QKeyEvent *event)
{
    if (isFilterKey(event)) {
        filter_->focusField();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ProblemsPanel::retranslate()
{
    setAccessibleName(tr("Problems"));
    Actions::setTexts(*show_, tr("&Show the evidence"),
                      tr("Go to where the problem can be seen: the event, else the stream's connection"));
    updateReadAnywayText();
    Actions::setTexts(*edit_, tr("&Edit the problem's stream…"),
                      tr("Change how the stream of the chosen problem is asked for, and reconnect"));
    edit_->setIconText(tr("Edit the stream…")); // beside the problem
    Actions::setTexts(*copyNginx_, tr("Copy &nginx block"),
                      tr("Copy the block of nginx' configuration with which it hands this stream on at once"));
    Actions::setTexts(*copy_, tr("&Copy the problem"), tr("Copy what is so, what to do and the evidence, as text"));
    Actions::setTexts(*ignore_, tr("&Ignore this kind here"),
                      tr("Show problems of this kind no more for this stream; the line above the table brings them "
                         "back"));
    for (const QAction *action : {show_, readAnyway_, edit_, copyNginx_, copy_, ignore_})
        parts_.actions.setNeeds(action, tr("choose a problem in Problems first"));
}

void ProblemsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
