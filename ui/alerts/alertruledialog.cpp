// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alertruledialog.h"

#include "findings/findingtable.h"
#include "ui/alerts/alerttexts.h"
#include "ui/look/appearance.h"
#include "ui/streams/requestsecrets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace helio {

namespace {

using Condition = AlertRule::Condition;

QSpinBox *makeSeconds(const QString &name)
{
    auto *box = new QSpinBox;
    box->setObjectName(name);
    box->setRange(int(AlertRule::LeastTime.count()), int(AlertRule::MostTime.count()));
    box->setSuffix(AlertRuleDialog::tr(" s"));
    return box;
}

/// As it was typed: `example.org/hook` is an address, too.
QUrl urlFrom(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return {};
    return QUrl(typed.contains(QLatin1String("://")) ? typed : QStringLiteral("https://") + typed);
}

} // namespace

AlertRuleDialog::AlertRuleDialog(const AlertRule &rule, const QStringList &streams, bool keepsSecrets, QWidget *parent)
    : QDialog(parent)
    , before_(rule)
    , keepsSecrets_(keepsSecrets)
    , form_(new QFormLayout)
    , name_(new QLineEdit)
    , condition_(new QComboBox)
    , code_(new QComboBox)
    , stream_(new QComboBox)
    , filter_(new QLineEdit)
    , rate_(new QDoubleSpinBox)
    , time_(makeSeconds(QStringLiteral("alertTime")))
    , coolDown_(makeSeconds(QStringLiteral("alertCoolDown")))
    , notifies_(new QCheckBox(tr("Show a &notification of the desktop")))
    , marks_(new QCheckBox(tr("&Mark the window's title and the tray")))
    , posts_(new QCheckBox(tr("&POST it to an address")))
    , url_(new QLineEdit)
    , problem_(new QLabel)
{
    setObjectName(QStringLiteral("alertRuleDialog"));
    setWindowTitle(rule.name.isEmpty() ? tr("New alert") : tr("Alert"));
    condition_->addItem(tr("Something is found to be wrong"), int(Condition::Finding));
    condition_->addItem(tr("No event comes for some time"), int(Condition::Silence));
    condition_->addItem(tr("More events come than so many a second"), int(Condition::MoreThan));
    condition_->addItem(tr("Fewer events come than so many a second"), int(Condition::FewerThan));
    condition_->addItem(tr("An event comes"), int(Condition::Event));
    code_->addItem(codeText({}), QString());
    const QList<FindingCode> codes = findingCodes();
    for (const FindingCode code : codes)
        code_->addItem(QStringLiteral("%1 (%2)").arg(codeText(code), QLatin1String(codeName(code))),
                       QString::fromLatin1(codeName(code)));
    stream_->setEditable(true);
    stream_->setInsertPolicy(QComboBox::NoInsert);
    stream_->addItems(streams);
    stream_->lineEdit()->setPlaceholderText(tr("any, and the hub"));
    rate_->setRange(0, AlertRule::MostRate);
    rate_->setDecimals(2);
    rate_->setSuffix(tr(" events/s"));
    addRows();
    fill(rule);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    ok_ = buttons->button(QDialogButtonBox::Ok);
    ok_->setObjectName(QStringLiteral("alertOk"));
    problem_->setObjectName(QStringLiteral("alertProblem"));
    problem_->setTextFormat(Qt::PlainText);
    problem_->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form_);
    layout->addWidget(problem_);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(560, sizeHint().height());

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(condition_, &QComboBox::currentIndexChanged, this, &AlertRuleDialog::showRows);
    connect(posts_, &QCheckBox::toggled, this, &AlertRuleDialog::showRows);
    for (QLineEdit *field : {name_, filter_, url_, stream_->lineEdit()})
        connect(field, &QLineEdit::textChanged, this, &AlertRuleDialog::showProblem);
    for (QCheckBox *box : {notifies_, marks_})
        connect(box, &QCheckBox::toggled, this, &AlertRuleDialog::showProblem);
    connect(rate_, &QDoubleSpinBox::valueChanged, this, &AlertRuleDialog::showProblem);
    showRows();
}

void AlertRuleDialog::addRows()
{
    name_->setObjectName(QStringLiteral("alertName"));
    condition_->setObjectName(QStringLiteral("alertCondition"));
    code_->setObjectName(QStringLiteral("alertCode"));
    stream_->setObjectName(QStringLiteral("alertStream"));
    filter_->setObjectName(QStringLiteral("alertFilter"));
    rate_->setObjectName(QStringLiteral("alertRate"));
    notifies_->setObjectName(QStringLiteral("alertNotifies"));
    marks_->setObjectName(QStringLiteral("alertMarks"));
    posts_->setObjectName(QStringLiteral("alertPosts"));
    url_->setObjectName(QStringLiteral("alertUrl"));
    url_->setAccessibleName(tr("Address that it is posted to"));
    url_->setPlaceholderText(QStringLiteral("https://example.org/hook"));
    filter_->setPlaceholderText(tr("every event; or: channel:orders $.price>100"));
    filter_->setFont(dataFont());
    for (QComboBox *box : {condition_, code_, stream_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(20);
    }
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form_->addRow(tr("Nam&e"), name_);
    form_->addRow(tr("&When"), condition_);
    form_->addRow(tr("W&hat is found"), code_);
    form_->addRow(tr("&Stream"), stream_);
    form_->addRow(tr("&Filter"), filter_);
    form_->addRow(tr("&Rate"), rate_);
    form_->addRow(tr("&Over"), time_);
    form_->addRow(tr("Then pa&use for"), coolDown_);
    form_->addRow(QString(), notifies_);
    form_->addRow(QString(), marks_);
    form_->addRow(QString(), posts_);
    form_->addRow(QString(), url_);
}

void AlertRuleDialog::fill(const AlertRule &rule)
{
    name_->setText(rule.name);
    condition_->setCurrentIndex(condition_->findData(int(rule.condition)));
    code_->setCurrentIndex(
        std::max(0, code_->findData(rule.code ? QString::fromLatin1(codeName(*rule.code)) : QString())));
    stream_->setEditText(rule.stream);
    filter_->setText(rule.filter);
    rate_->setValue(rule.rate);
    time_->setValue(int(rule.time.count()));
    coolDown_->setValue(int(rule.coolDown.count()));
    notifies_->setChecked(rule.notifies);
    marks_->setChecked(rule.marks);
    posts_->setChecked(!rule.url.isEmpty());
    url_->setText(rule.url.toString());
}

AlertRule::Condition AlertRuleDialog::condition() const
{
    return Condition(condition_->currentData().toInt());
}

AlertRule AlertRuleDialog::rule() const
{
    AlertRule rule = before_;
    rule.name = name_->text().trimmed();
    rule.condition = condition();
    const bool isFinding = rule.condition == Condition::Finding;
    const QByteArray code = code_->currentData().toString().toLatin1();
    rule.code = isFinding && !code.isEmpty() ? codeFromName(code) : std::nullopt;
    rule.stream = isFinding ? stream_->currentText().trimmed() : QString();
    rule.filter = isFinding ? QString() : filter_->text().trimmed();
    rule.rate = rate_->value();
    rule.time = std::chrono::seconds(time_->value());
    rule.coolDown = std::chrono::seconds(coolDown_->value());
    rule.notifies = notifies_->isChecked();
    rule.marks = marks_->isChecked();
    rule.url = posts_->isChecked() ? urlFrom(url_->text()) : QUrl();
    return rule;
}

void AlertRuleDialog::showRows()
{
    const Condition now = condition();
    const bool isFinding = now == Condition::Finding;
    const bool hasRate = now == Condition::MoreThan || now == Condition::FewerThan;
    form_->setRowVisible(code_, isFinding);
    form_->setRowVisible(stream_, isFinding);
    form_->setRowVisible(filter_, !isFinding);
    form_->setRowVisible(rate_, hasRate);
    form_->setRowVisible(time_, hasRate || now == Condition::Silence);
    form_->setRowVisible(url_, posts_->isChecked());
    showProblem();
}

void AlertRuleDialog::showProblem()
{
    const AlertRule now = rule();
    QString text = alertRuleProblem(now);
    if (text.isEmpty() && posts_->isChecked() && now.url.isEmpty())
        text = tr("Give the address that it is posted to.");
    ok_->setEnabled(text.isEmpty());
    const bool isBad = !text.isEmpty();
    if (!isBad && withoutSecrets(now.url) != now.url)
        text = keepsSecrets_ ? tr("What is secret in the address is kept in the system's keychain.")
                             : tr("What is secret in the address is not kept for the next start: the system has no "
                                  "keychain.");
    problem_->setText(text);
    // Nobody has made a mistake who has only begun.
    setTextTone(problem_, isBad && !now.name.isEmpty() ? Tone::Failed : Tone::None, palette());
}

} // namespace helio
