// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/runbar.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "ui/composer/eventfile.h"
#include "ui/composer/repeatedevent.h"
#include "ui/look/appearance.h"
#include "ui/look/fieldrows.h"
#include "ui/look/format.h"

#include <QComboBox>
#include <QDateTime>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QToolButton>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr int ShortestMs = 10;
constexpr int LongestMs = 86'400'000;
constexpr double FastestPerSecond = 10'000;
/// Figures that change faster nobody reads.
constexpr auto RefreshPause = 100ms;
constexpr int ProgressSteps = 1000;

} // namespace

RunBar::RunBar(HubControl &hub, const Event &event, QWidget *parent)
    : QWidget(parent)
    , hub_(hub)
    , event_(event)
    , what_(new QComboBox)
    , timesLabel_(new QLabel)
    , times_(new QSpinBox)
    , everyLabel_(new QLabel)
    , every_(new QSpinBox)
    , pathLabel_(new QLabel)
    , path_(new QLineEdit)
    , browse_(new QToolButton)
    , formLabel_(new QLabel)
    , form_(new QComboBox)
    , speedLabel_(new QLabel)
    , speed_(new QDoubleSpinBox)
    , badLinesLabel_(new QLabel)
    , badLines_(new QComboBox)
    , start_(new QPushButton)
    , pause_(new QPushButton)
    , stop_(new QPushButton)
    , progress_(new QProgressBar)
    , text_(new QLabel)
{
    setObjectName(QStringLiteral("composerRun"));
    what_->setObjectName(QStringLiteral("runWhat"));
    start_->setObjectName(QStringLiteral("runStart"));
    pause_->setObjectName(QStringLiteral("runPause"));
    stop_->setObjectName(QStringLiteral("runStop"));
    progress_->setObjectName(QStringLiteral("runProgress"));
    text_->setObjectName(QStringLiteral("runText"));
    what_->addItems({QString(), QString()});
    pages_ = {makeRepeatPage(), makeFilePage()};
    progress_->setRange(0, ProgressSteps);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(100);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *head = new QHBoxLayout;
    head->addWidget(what_, 0, Qt::AlignTop);
    for (QWidget *page : pages_)
        head->addWidget(page, 1);
    auto *foot = new QHBoxLayout;
    for (QPushButton *button : {start_, pause_, stop_})
        foot->addWidget(button);
    foot->addWidget(progress_);
    foot->addWidget(text_, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addLayout(foot);

    refresh_.setSingleShot(true);
    refresh_.setInterval(RefreshPause);
    connect(&refresh_, &QTimer::timeout, this, &RunBar::showRun);
    connect(what_, &QComboBox::currentIndexChanged, this, &RunBar::showPage);
    connect(path_, &QLineEdit::textChanged, this, &RunBar::onPathEdited);
    connect(browse_, &QToolButton::clicked, this, &RunBar::chooseFile);
    connect(start_, &QPushButton::clicked, this, &RunBar::start);
    connect(pause_, &QPushButton::clicked, this, &RunBar::togglePause);
    connect(stop_, &QPushButton::clicked, this, &RunBar::stop);
    connect(&hub, &HubControl::stateChanged, this, &RunBar::showRun);
    showPage();
    retranslate();
}

RunBar::~RunBar() = default;

QWidget *RunBar::makeRepeatPage()
{
    times_->setObjectName(QStringLiteral("runTimes"));
    times_->setRange(0, 1'000'000'000);
    times_->setGroupSeparatorShown(true);
    times_->setValue(10);
    every_->setObjectName(QStringLiteral("runEvery"));
    every_->setRange(ShortestMs, LongestMs);
    every_->setGroupSeparatorShown(true);
    every_->setSingleStep(100);
    every_->setValue(1000);
    timesLabel_->setBuddy(times_);
    everyLabel_->setBuddy(every_);
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins({});
    layout->addWidget(timesLabel_);
    layout->addWidget(times_);
    layout->addWidget(everyLabel_);
    layout->addWidget(every_);
    layout->addStretch(1);
    return page;
}

QWidget *RunBar::makeFilePage()
{
    path_->setObjectName(QStringLiteral("runPath"));
    browse_->setObjectName(QStringLiteral("runBrowse"));
    form_->setObjectName(QStringLiteral("runForm"));
    speed_->setObjectName(QStringLiteral("runSpeed"));
    badLines_->setObjectName(QStringLiteral("runBadLines"));
    form_->addItems({QString(), QString()});
    badLines_->addItems({QString(), QString()});
    for (QComboBox *box : {form_, badLines_})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    speed_->setRange(0, FastestPerSecond);
    speed_->setDecimals(1);
    speed_->setGroupSeparatorShown(true);
    speed_->setValue(10);
    path_->setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 12);
    auto *file = new QWidget;
    auto *fileLayout = new QHBoxLayout(file);
    fileLayout->setContentsMargins({});
    fileLayout->setSpacing(2);
    fileLayout->addWidget(path_, 1);
    fileLayout->addWidget(browse_);
    auto *page = new FieldRows;
    page->setObjectName(QStringLiteral("runFileFields"));
    page->add(pathLabel_, file, 3);
    page->add(formLabel_, form_, 1);
    page->add(speedLabel_, speed_, 1);
    page->add(badLinesLabel_, badLines_, 1);
    pathLabel_->setBuddy(path_);
    return page;
}

void RunBar::showPage()
{
    for (int what : {Repeat, File})
        pages_[size_t(what)]->setVisible(what == what_->currentIndex());
}

void RunBar::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Play a file"), path_->text(),
                                                      tr("Events, one a line (*.ndjson *.jsonl *.txt *.log)") +
                                                          QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty())
        path_->setText(path);
}

void RunBar::onPathEdited()
{
    form_->setCurrentIndex(int(EventFile::formOf(path_->text())));
}

void RunBar::start()
{
    if (isActive())
        return;
    QString problem;
    const auto event = event_(What(what_->currentIndex()), &problem);
    auto publications = event ? source(*event, &problem) : nullptr;
    if (!publications) {
        refuse(problem);
        return;
    }
    refusal_.clear();
    run_ = std::make_unique<ComposerRun>(*hub_.publisher(), std::move(publications), pace());
    connect(run_.get(), &ComposerRun::stateChanged, this, &RunBar::onStateChanged);
    connect(run_.get(), &ComposerRun::progressed, &refresh_, [this] {
        if (!refresh_.isActive())
            refresh_.start();
    });
    if (what_->currentIndex() == Repeat)
        Q_EMIT repeated();
    run_->start();
}

std::unique_ptr<PublicationSource> RunBar::source(const EventTemplate &event, QString *problem) const
{
    if (what_->currentIndex() == Repeat)
        return std::make_unique<RepeatedEvent>(event, times_->value(), QRandomGenerator::global()->generate());
    auto file = std::make_unique<EventFile>(path_->text(), EventFile::Form(form_->currentIndex()),
                                            event.publication(1, QDateTime::currentMSecsSinceEpoch(), 0));
    if (file->open())
        return file;
    *problem = path_->text().isEmpty() ? tr("Choose a file first.") : file->problem();
    return nullptr;
}

ComposerRun::Pace RunBar::pace() const
{
    if (what_->currentIndex() == Repeat)
        return {std::chrono::milliseconds(every_->value()), ComposerRun::BadLines::Stop};
    ComposerRun::Pace pace;
    if (speed_->value() > 0)
        pace.interval = std::chrono::nanoseconds(qint64(1e9 / speed_->value()));
    pace.badLines = ComposerRun::BadLines(badLines_->currentIndex());
    return pace;
}

void RunBar::togglePause()
{
    if (!run_)
        return;
    if (run_->state() == ComposerRun::State::Paused)
        run_->resume();
    else
        run_->pause();
}

void RunBar::stop()
{
    if (run_)
        run_->stop();
}

void RunBar::onStateChanged()
{
    showRun();
    Q_EMIT activeChanged(isActive());
}

void RunBar::refuse(const QString &problem)
{
    run_.reset();
    refusal_ = problem;
    showRun();
}

void RunBar::showRun()
{
    const bool active = isActive();
    const bool isPaused = active && run_->state() == ComposerRun::State::Paused;
    const bool isOpen = hub_.state() == HubControl::State::Open;
    start_->setToolTip(isOpen ? QString() : tr("The hub must be running to publish."));
    pause_->setText(isPaused ? tr("Resume") : tr("Pause"));
    // A button that is disabled gives the keyboard to whatever comes next in the window: it goes to what can be done
    // now.
    const QList<QPushButton *> usable = active ? QList{stop_, pause_} : QList{start_};
    const bool hadFocus = start_->hasFocus() || pause_->hasFocus() || stop_->hasFocus();
    for (QPushButton *button : usable)
        button->setEnabled(active || isOpen);
    if (hadFocus && !usable.contains(focusWidget()))
        usable.constFirst()->setFocus();
    for (QPushButton *button : {start_, pause_, stop_}) {
        if (!usable.contains(button))
            button->setEnabled(false);
    }
    what_->setEnabled(!active);
    for (QWidget *page : pages_)
        page->setEnabled(!active);
    progress_->setVisible(run_ != nullptr);
    if (!run_) {
        showText(refusal_, true);
        return;
    }
    const auto part = run_->part();
    // A bar without an end moves: where it stands still, so should that.
    progress_->setRange(0, part || !active || isPaused ? ProgressSteps : 0);
    progress_->setValue(int(part.value_or(1) * ProgressSteps));

    const ComposerRun::Figures &figures = run_->figures();
    QStringList parts{tr("%Ln sent", nullptr, pluralCount(figures.sent)),
                      tr("%Ln answered", nullptr, pluralCount(figures.answered))};
    if (figures.skipped > 0)
        parts.append(tr("%Ln line(s) skipped", nullptr, pluralCount(figures.skipped)));
    if (figures.answered > 0)
        parts.append(tr("%Ln client(s) on %1", nullptr, pluralCount(figures.subscribers))
                         .arg(visibleLine(QString::fromUtf8(figures.channel))));
    QString text = parts.join(QStringLiteral(", "));
    switch (run_->state()) {
    case ComposerRun::State::Ready:
    case ComposerRun::State::Running:
        break;
    case ComposerRun::State::Paused:
        text = tr("paused: %1").arg(text);
        break;
    case ComposerRun::State::Finished:
        text = tr("done: %1").arg(text);
        break;
    case ComposerRun::State::Stopped:
        text = tr("stopped: %1").arg(text);
        break;
    case ComposerRun::State::Failed:
        text = tr("%1 (%2)", "what went wrong, and what was done until then").arg(run_->problem(), text);
        break;
    }
    if (figures.skipped > 0 && run_->state() != ComposerRun::State::Failed)
        text += QStringLiteral("; ") + tr("the last of them: %1").arg(run_->problem());
    showText(text, run_->state() == ComposerRun::State::Failed);
}

void RunBar::showText(const QString &text, bool isBad)
{
    text_->setText(text);
    setTextTone(text_, isBad ? Tone::Failed : Tone::None, palette());
}

void RunBar::retranslate()
{
    what_->setAccessibleName(tr("What to publish"));
    what_->setItemText(Repeat, tr("Repeat this event"));
    what_->setItemText(File, tr("Play a file"));
    timesLabel_->setText(tr("ti&mes"));
    times_->setAccessibleName(tr("How often"));
    times_->setSpecialValueText(tr("without end"));
    everyLabel_->setText(tr("ever&y"));
    every_->setAccessibleName(tr("Time from one to the next in milliseconds"));
    every_->setSuffix(tr(" ms"));
    pathLabel_->setText(tr("Fi&le"));
    formLabel_->setText(tr("Lines"));
    speedLabel_->setText(tr("Spee&d"));
    badLinesLabel_->setText(tr("&Bad lines"));
    path_->setAccessibleName(tr("File to play"));
    path_->setPlaceholderText(tr("file with one event a line"));
    browse_->setText(tr("…"));
    browse_->setAccessibleName(tr("Choose a file"));
    browse_->setToolTip(browse_->accessibleName());
    form_->setAccessibleName(tr("What its lines are"));
    form_->setItemText(int(EventFile::Form::Text), tr("text"));
    form_->setItemText(int(EventFile::Form::Ndjson), tr("NDJSON"));
    form_->setToolTip(tr("text: each line is the data of one event\nNDJSON: each line is an object with data, and "
                         "channel, type, id and retry where it has them"));
    speed_->setAccessibleName(tr("Events a second"));
    speed_->setSuffix(tr("/s"));
    speed_->setSpecialValueText(tr("as fast as it goes"));
    badLines_->setAccessibleName(tr("What becomes of bad lines"));
    badLines_->setItemText(int(ComposerRun::BadLines::Stop), tr("stop"));
    badLines_->setItemText(int(ComposerRun::BadLines::Skip), tr("skip"));
    start_->setText(tr("Start"));
    stop_->setText(tr("Stop"));
    progress_->setAccessibleName(tr("How much is published"));
    text_->setAccessibleName(tr("How it goes"));
    showRun();
}

void RunBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showRun();
}

} // namespace helio
