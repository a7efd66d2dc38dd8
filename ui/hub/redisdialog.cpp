// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/redisdialog.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/groupreport.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/redischecklist.h"
#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/look/wrapped.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace helio {

namespace {

template <typename T>
T *named(T *widget, const char *name)
{
    widget->setObjectName(QLatin1String(name));
    return widget;
}

} // namespace

RedisDialog::RedisDialog(BackplaneControl &control, HubState &hub, QWidget *parent)
    : QDialog(parent)
    , control_(control)
    , hub_(hub)
    , state_(wrapped("redisState"))
    , url_(named(new QLineEdit, "redisUrl"))
    , environment_(named(new QPushButton(tr("From the &environment")), "redisEnvironment"))
    , password_(named(new QLineEdit, "redisPassword"))
    , showPassword_(named(new QCheckBox(tr("S&how")), "redisShowPassword"))
    , channels_(named(new QPlainTextEdit, "redisChannels"))
    , keep_(named(new QCheckBox(tr("&Keep it for the next start")), "redisKeep"))
    , keeping_(wrapped("redisKeeping"))
    , problem_(wrapped("redisProblem"))
    , apply_(named(new QPushButton, "redisApply"))
    , leave_(named(new QPushButton(tr("&Disconnect")), "redisLeave"))
    , test_(named(new QPushButton(tr("&Test")), "redisTest"))
    , steps_(new RedisCheckList(control))
{
    setObjectName(QStringLiteral("redisDialog"));
    setWindowTitle(tr("Redis"));
    setTextTone(problem_, Tone::Failed, palette());

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(makeFields());
    layout->addWidget(problem_);
    layout->addWidget(makeCheck(), 1);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(leave_, QDialogButtonBox::ActionRole);
    buttons->addButton(apply_, QDialogButtonBox::ActionRole);
    auto *close = named(buttons->addButton(tr("C&lose"), QDialogButtonBox::RejectRole), "redisClose");
    for (QPushButton *button : {leave_, close, test_, environment_})
        button->setAutoDefault(false);
    layout->addWidget(buttons);
    makeDefault(apply_);
    if (control_.overview().shared) {
        apply_->hide();
        leave_->hide();
    }

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(apply_, &QPushButton::clicked, this, &RedisDialog::apply);
    connect(leave_, &QPushButton::clicked, this, [this] {
        showProblem({});
        control_.apply({}, keep_->isChecked());
    });
    connect(&control_, &BackplaneControl::changed, this, [this] {
        showState();
        // At once, not only with the next of the window's own.
        hub_.control().requestSnapshot(false);
    });
    connect(&control_, &BackplaneControl::failed, this, &RedisDialog::showProblem);
    connect(&control_, &BackplaneControl::checkFinished, this, [this] { test_->setText(tr("&Test again")); });
    connect(&hub_, &HubState::changed, this, &RedisDialog::showState);
    connect(&hub_.control(), &HubControl::stateChanged, this, &RedisDialog::showState);
    connect(steps_, &RedisCheckList::channelsChosen, this, &RedisDialog::addChannels);
    showProblem({});
    showSettings();
    showState();
    resize(640, 660); // so that it fits a small screen; the test takes what there is more
}

RedisDialog::~RedisDialog()
{
    // Hiding takes the focus from it, when nothing of this is left but the QDialog.
    url_->disconnect(this);
    control_.stopCheck();
}

QGroupBox *RedisDialog::makeFields()
{
    auto *box = new QGroupBox(tr("Which Redis, and what goes by it"));
    url_->setAccessibleName(tr("URL of Redis"));
    url_->setPlaceholderText(QStringLiteral("redis://localhost:6379"));
    password_->setAccessibleName(tr("Password of Redis"));
    password_->setEchoMode(QLineEdit::Password);
    channels_->setAccessibleName(tr("Channels that go by Redis"));
    channels_->setPlaceholderText(tr("names or globs, one a line, e.g. sse and users.*"));
    channels_->setTabChangesFocus(true);
    channels_->setFixedHeight(fontMetrics().lineSpacing() * 4 + 2 * channels_->frameWidth() + 8);
    keep_->setChecked(true);
    environment_->setToolTip(tr("Take the URL from SSE_REDIS_URL or REDIS_URL of the environment"));
    connect(environment_, &QPushButton::clicked, this, [this] {
        url_->setText(BackplaneSettings::FromEnvironment);
        password_->clear();
    });
    connect(url_, &QLineEdit::editingFinished, this, &RedisDialog::takePasswordFromUrl);
    connect(showPassword_, &QCheckBox::toggled, this,
            [this](bool shows) { password_->setEchoMode(shows ? QLineEdit::Normal : QLineEdit::Password); });
    for (QLineEdit *edit : {url_, password_})
        connect(edit, &QLineEdit::textChanged, this, &RedisDialog::showKeeping);
    connect(keep_, &QCheckBox::toggled, this, &RedisDialog::showKeeping);

    auto *form = new QFormLayout(box);
    auto *url = new QHBoxLayout;
    url->addWidget(url_, 1);
    url->addWidget(environment_);
    form->addRow(tr("&URL"), url);
    auto *password = new QHBoxLayout;
    password->addWidget(password_, 1);
    password->addWidget(showPassword_);
    form->addRow(tr("&Password"), password);
    form->addRow(tr("&Channels"), channels_);
    for (const auto &[field, layout] : {std::pair<QWidget *, QLayout *>{url_, url}, {password_, password}})
        static_cast<QLabel *>(form->labelForField(layout))->setBuddy(field);
    form->addRow(QString(), keep_);
    if (const auto shared = control_.overview().shared)
        lockFields(*form, *shared);
    form->addRow(QString(), keeping_);
    return box;
}

/// History cannot move from one place to another while the hub runs.
void RedisDialog::lockFields(QFormLayout &form, const SharedHistory &history)
{
    url_->setReadOnly(true);
    environment_->hide();
    form.setRowVisible(keep_, false);
    form.setRowVisible(1, false); // the password
    form.setRowVisible(channels_, false);
    const auto add = [&form](const QString &name, const QString &text, const char *objectName) {
        QLabel *label = wrapped(objectName);
        label->setText(text);
        form.addRow(name, label);
    };
    add(tr("Mode"), tr("streams: all channels, with one history for all hubs that use the same stream"), "redisMode");
    add(tr("Stream"), visibleLine(history.stream), "redisStream");
    add(tr("Replicas"),
        history.replicas > 0 ? tr("%Ln of them must have what is published before a publisher is answered", nullptr,
                                  int(std::min<qint64>(history.replicas, 1'000)))
                             : tr("none is waited for"),
        "redisReplicas");
    add(tr("Bridge"),
        history.bridge.isEmpty() ? tr("to no channels of Flask-SSE")
                                 : visibleLine(history.bridge.join(QStringLiteral(", "))),
        "redisBridge");
}

QGroupBox *RedisDialog::makeCheck()
{
    auto *box = new QGroupBox(tr("Does it work?"));
    connect(test_, &QPushButton::clicked, this, &RedisDialog::startCheck);
    auto *layout = new QVBoxLayout(box);
    layout->addWidget(test_, 0, Qt::AlignLeft);
    layout->addWidget(steps_, 1);
    return box;
}

QByteArrayList RedisDialog::channelsOf(const QString &text)
{
    static const QRegularExpression Separator(QStringLiteral("[,\\n]+"));
    QByteArrayList channels;
    for (const QString &entry : text.split(Separator, Qt::SkipEmptyParts)) {
        const QByteArray channel = entry.trimmed().toUtf8();
        if (!channel.isEmpty() && !channels.contains(channel))
            channels.append(channel);
    }
    return channels;
}

void RedisDialog::showSettings()
{
    const BackplaneSettings settings = control_.overview().settings;
    url_->setText(settings.url);
    password_->setText(settings.password);
    channels_->setPlainText(decodeUtf8(settings.channels.join('\n')));
    showKeeping();
}

void RedisDialog::showGroup()
{
    const auto report = GroupReport::of(hub_);
    const QString text = report ? QStringLiteral("%1 %2").arg(toneShape(report->tone), report->sentence)
                                : tr("The hub does not serve now; it joins Redis when it starts.");
    state_->setText(text + u'\n' + tr("Which hubs there are is in Hub > Group of hubs."));
}

void RedisDialog::showState()
{
    if (control_.overview().shared) {
        showGroup();
        return;
    }
    const bool isJoined = !control_.overview().settings.url.isEmpty();
    const auto &info = hub_.backplane();
    QString text;
    if (!isJoined)
        text = tr("The hub is on no Redis: all channels are its own.");
    else if (hub_.control().state() != HubControl::State::Open)
        text = tr("The hub does not serve now; it joins Redis when it starts.");
    else if (!info || info->state == BackplaneInfo::State::Connecting)
        text = tr("The hub is connecting to Redis.");
    else if (info->state == BackplaneInfo::State::Open)
        text = tr("The hub is on Redis at %1.").arg(info->address);
    else
        text = tr("The hub cannot use Redis now, and goes on trying. %1").arg(info->problem.translated());
    state_->setText(
        text + u'\n' +
        tr("Streams stay open when this changes. From then on events of the channels below go by Redis, to "
           "and from all others there. Whoever publishes one at that very moment is told that it may have been "
           "published or not."));
    apply_->setText(isJoined ? tr("Appl&y") : tr("Co&nnect"));
    leave_->setEnabled(isJoined);
}

void RedisDialog::showKeeping()
{
    const BackplaneOverview overview = control_.overview();
    if (overview.shared) {
        QString text =
            tr("All of this is shown only, as history cannot move while the hub runs. To change it, write url, mode, "
               "stream, replicas or bridge under [redis] in %1, and start this program again.")
                .arg(overview.keptIn);
        if (overview.isOverridden)
            text += u' ' + tr("But this program was started with --redis or an option that begins so, which win over "
                              "the file.");
        keeping_->setText(text);
        return;
    }
    const bool isFromEnvironment = url_->text().trimmed() == BackplaneSettings::FromEnvironment;
    password_->setEnabled(!isFromEnvironment);
    showPassword_->setEnabled(!isFromEnvironment);
    QStringList text;
    if (isFromEnvironment)
        text += overview.environment.isEmpty()
                    ? tr("Neither SSE_REDIS_URL nor REDIS_URL is set where this program was started.")
                    : tr("The environment says %1.").arg(overview.environment);
    if (keep_->isChecked()) {
        text += tr("Kept in %1.").arg(overview.keptIn);
        if (!isFromEnvironment && !password_->text().isEmpty())
            text +=
                tr("The password is in that file then, for you alone to read. To keep it out of files, set REDIS_URL "
                   "where the program is started, and choose From the environment.");
        if (overview.isOverridden)
            text += tr("But this program was started with --redis or --redis-channels, which win over the file.");
    } else {
        text += tr("For as long as this program runs.");
    }
    text +=
        tr("Many hubs with one history: write mode = \"streams\" under [redis] in %1, and start this program again.")
            .arg(overview.keptIn);
    keeping_->setText(text.join(u' '));
}

void RedisDialog::showProblem(const QString &problem)
{
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
}

void RedisDialog::takePasswordFromUrl()
{
    const BackplaneSettings parted = BackplaneSettings::fromUrl(url_->text().trimmed());
    if (parted.password.isEmpty())
        return;
    url_->setText(parted.url);
    password_->setText(parted.password);
}

void RedisDialog::addChannels(const QByteArrayList &names)
{
    QByteArrayList all = channelsOf(channels_->toPlainText());
    for (const QByteArray &name : names) {
        if (!all.contains(name))
            all.append(name);
    }
    channels_->setPlainText(decodeUtf8(all.join('\n')));
}

BackplaneSettings RedisDialog::settings()
{
    takePasswordFromUrl();
    BackplaneSettings settings{url_->text().trimmed(), password_->text(), channelsOf(channels_->toPlainText())};
    if (settings.url == BackplaneSettings::FromEnvironment)
        settings.password.clear();
    return settings;
}

void RedisDialog::apply()
{
    const BackplaneSettings wanted = settings();
    // It would leave Redis, and forget the channels that were just written.
    if (wanted.url.isEmpty()) {
        const bool isJoined = !control_.overview().settings.url.isEmpty();
        showProblem(isJoined ? tr("Write the URL of a Redis, as in redis://localhost:6379. To be on none, choose "
                                  "Disconnect.")
                             : tr("Write the URL of a Redis, as in redis://localhost:6379."));
        url_->setFocus();
        return;
    }
    showProblem({});
    control_.apply(wanted, keep_->isChecked());
}

void RedisDialog::startCheck()
{
    steps_->clear();
    test_->setText(tr("&Test again"));
    control_.check(settings());
}

} // namespace helio
