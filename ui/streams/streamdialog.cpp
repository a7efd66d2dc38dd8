// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamdialog.h"

#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/streams/curlcommand.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/streamfields.h"
#include "ui/streams/streamtestview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>

namespace helio {

namespace {

QLabel *toned(const char *name, Tone tone, const QPalette &palette)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setTextFormat(Qt::PlainText);
    setTextColor(label, tone == Tone::Idle ? mutedColor(palette) : toneTextColor(tone, palette));
    label->hide();
    return label;
}

void showText(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

StreamDialog::StreamDialog(Tester tester, const SecretStore *secrets, QWidget *parent)
    : QDialog(parent)
    , tester_(std::move(tester))
    , secrets_(secrets)
    , url_(new QLineEdit)
    , name_(new QLineEdit)
    , pasteCurl_(new QPushButton(tr("&Paste curl")))
    , isKept_(new QCheckBox(tr("&Keep for the next start")))
    , more_(new QToolButton)
    , fields_(new StreamFields)
    , notes_(toned("streamNotes", Tone::Waiting, palette()))
    , problem_(toned("streamProblem", Tone::Failed, palette()))
    , secretsPlace_(toned("streamSecrets", Tone::Idle, palette()))
    , testView_(new StreamTestView)
    , test_(new QPushButton)
    , open_(nullptr)
{
    setObjectName(QStringLiteral("streamDialog"));
    setWindowTitle(tr("Open a stream"));
    url_->setObjectName(QStringLiteral("streamUrl"));
    url_->setPlaceholderText(QStringLiteral("https://example.org/stream"));
    url_->setAccessibleName(tr("URL of the stream"));
    url_->setMaxLength(int(CurlCommand::MaximumCharacters));
    name_->setObjectName(QStringLiteral("streamName"));
    name_->setPlaceholderText(tr("made from the URL"));
    name_->setAccessibleName(tr("Name of the stream"));
    pasteCurl_->setObjectName(QStringLiteral("streamPasteCurl"));
    pasteCurl_->setAutoDefault(false);
    pasteCurl_->setToolTip(
        tr("Fills this in from a command of curl in the clipboard, as browsers copy it: Copy as cURL "
           "(bash)"));
    isKept_->setObjectName(QStringLiteral("streamIsKept"));
    isKept_->setChecked(true);
    isKept_->setVisible(secrets_);
    more_->setObjectName(QStringLiteral("streamMore"));
    more_->setText(tr("&More"));
    more_->setCheckable(true);
    more_->setAutoRaise(true);
    more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more_->setFocusPolicy(Qt::StrongFocus);
    test_->setObjectName(QStringLiteral("streamTest"));
    test_->setAutoDefault(false);

    auto *urlRow = new QHBoxLayout;
    urlRow->addWidget(url_, 1);
    urlRow->addWidget(pasteCurl_);
    auto *form = new QFormLayout;
    auto *urlLabel = new QLabel(tr("&URL"));
    urlLabel->setBuddy(url_);
    form->addRow(urlLabel, urlRow);
    form->addRow(tr("&Name"), name_);
    auto *buttons = new QDialogButtonBox;
    buttons->setObjectName(QStringLiteral("streamButtons"));
    buttons->addButton(test_, QDialogButtonBox::ActionRole);
    open_ = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    open_->setObjectName(QStringLiteral("streamOpen"));
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole)->setObjectName(QStringLiteral("streamCancel"));
    auto *foldRow = new QHBoxLayout;
    foldRow->addWidget(more_);
    foldRow->addStretch(1);
    foldRow->addWidget(isKept_);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addLayout(foldRow);
    layout->addWidget(fields_, 1);
    layout->addWidget(notes_);
    layout->addWidget(problem_);
    layout->addWidget(secretsPlace_);
    layout->addWidget(testView_, 1);
    layout->addStretch(0);
    layout->addWidget(buttons);
    makeDefault(open_);
    test_->setVisible(bool(tester_)); // behind the box, which shows its buttons
    testView_->hide();

    connect(buttons, &QDialogButtonBox::accepted, this, &StreamDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(pasteCurl_, &QPushButton::clicked, this, &StreamDialog::pasteCurl);
    connect(more_, &QToolButton::toggled, this, &StreamDialog::setMoreShown);
    connect(url_, &QLineEdit::textChanged, this, &StreamDialog::readUrl);
    connect(fields_, &StreamFields::changed, this, [this] {
        isTouched_ = true;
        showState();
    });
    connect(isKept_, &QCheckBox::toggled, this, &StreamDialog::showSecretsPlace);
    connect(test_, &QPushButton::clicked, this, &StreamDialog::toggleTest);
    connect(testView_, &StreamTestView::runningChanged, this, &StreamDialog::showTest);
    if (secrets_)
        connect(secrets_, &SecretStore::availabilityChanged, this, &StreamDialog::showSecretsPlace);

    write(StreamForm());
    isTouched_ = false;
    showTest();
    setMoreShown(false);
    showState();
    resize(620, sizeHint().height());
    url_->setFocus();
}

StreamDialog::~StreamDialog() = default;

void StreamDialog::edit(const StreamRequest &request)
{
    setWindowTitle(tr("Edit the stream"));
    open_->setText(tr("&Reconnect"));
    write(StreamForm::of(request));
    shown_ = form();
    unfoldWhatIsSet();
    showState();
}

void StreamDialog::follow(const StreamRequest &request)
{
    const bool wasTouched = isTouched_;
    const StreamForm now = StreamForm::of(request);
    write(form().rebased(shown_, now));
    shown_ = now;
    isTouched_ = wasTouched;
    unfoldWhatIsSet();
    showState();
    showTest();
}

void StreamDialog::unfoldWhatIsSet()
{
    StreamForm plain;
    plain.url = form().url;
    plain.name = form().name;
    plain.isKept = form().isKept;
    if (form() != plain)
        more_->setChecked(true);
}

void StreamDialog::setProblem(const QString &text)
{
    showText(notes_, text);
}

StreamForm StreamDialog::form() const
{
    StreamForm form;
    form.url = url_->text();
    form.name = name_->text();
    form.isKept = isKept_->isChecked();
    fields_->read(form);
    return form;
}

void StreamDialog::write(const StreamForm &form)
{
    fields_->write(form);
    // The cursor stays where somebody writes what does not change.
    if (name_->text() != form.name)
        name_->setText(form.name);
    isKept_->setChecked(form.isKept);
    if (url_->text() != form.url) {
        url_->setText(form.url);
        url_->setCursorPosition(0);
    }
}

void StreamDialog::readUrl(const QString &text)
{
    isTouched_ = true;
    // What is typed letter by letter is taken when it is whole, by Enter.
    const bool isPasted = text.size() > urlLength_ + 1;
    urlLength_ = text.size();
    if (isPasted && CurlCommand::isOne(text))
        readCurl(text);
    else
        showState();
}

void StreamDialog::pasteCurl()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (CurlCommand::isOne(text)) {
        readCurl(text);
        return;
    }
    showText(notes_, tr("The clipboard holds no command of curl. In a browser's list of requests, choose Copy as cURL "
                        "(bash), then press this again."));
}

void StreamDialog::readCurl(const QString &text)
{
    const CurlCommand command = CurlCommand::parse(text);
    if (!command.problem.isEmpty()) {
        showText(notes_, command.problem);
        return;
    }
    StreamForm filled = StreamForm::of(command.request);
    filled.name = name_->text();
    filled.isKept = isKept_->isChecked();
    write(filled);
    isTouched_ = true;
    more_->setChecked(true);
    showText(notes_, command.notes.join(u'\n'));
    showState();
    url_->setFocus();
}

void StreamDialog::setMoreShown(bool shown)
{
    more_->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    fields_->setVisible(shown);
    if (!isVisible())
        return;
    // It grows for what unfolds, and shrinks back, but not out of the screen.
    layout()->activate();
    resize(width(), std::min(sizeHint().height(), screen()->availableGeometry().height() - 48));
}

void StreamDialog::showState()
{
    const auto wrong = form().problem();
    showText(problem_, isTouched_ && wrong && !CurlCommand::isOne(url_->text()) ? wrong->text : QString());
    test_->setEnabled(!wrong || testView_->isRunning());
    showSecretsPlace();
}

void StreamDialog::showSecretsPlace()
{
    const StreamForm now = form();
    QString text;
    if (!secrets_ || !now.isKept) {
        text = tr("Secrets of this stream are kept until Heliograph ends.");
    } else {
        switch (secrets_->availability()) {
        case SecretStore::Availability::Unknown:
            text = tr("The system's keychain is being asked whether it can keep the secrets.");
            break;
        case SecretStore::Availability::Available:
            text = tr("Secrets of this stream are kept in the system's keychain.");
            break;
        case SecretStore::Availability::None:
            text = tr("There is no keychain here: secrets of this stream are kept until Heliograph ends, and you will "
                      "be asked for them again.");
            break;
        }
    }
    // Beside the fields before there is a secret, and for all to see once there is one.
    fields_->setSecretsPlace(now.hasSecrets() ? QString() : text);
    showText(secretsPlace_, now.hasSecrets() ? text : QString());
}

void StreamDialog::toggleTest()
{
    if (testView_->isRunning()) {
        testView_->cancel();
        return;
    }
    testView_->show();
    testView_->run(tester_(request()));
    setMoreShown(more_->isChecked());
}

void StreamDialog::showTest()
{
    test_->setText(testView_->isRunning() ? tr("&Stop the test") : tr("&Test"));
    test_->setEnabled(testView_->isRunning() || !form().problem());
}

void StreamDialog::accept()
{
    if (CurlCommand::isOne(url_->text())) {
        readCurl(url_->text());
        return;
    }
    isTouched_ = true;
    showState();
    if (const auto wrong = form().problem()) {
        if (wrong->field == StreamForm::Field::Url) {
            url_->setFocus();
        } else {
            more_->setChecked(true);
            fields_->showField(wrong->field);
        }
        return;
    }
    QDialog::accept();
}

} // namespace helio
