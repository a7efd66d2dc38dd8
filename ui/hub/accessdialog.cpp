// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/accessdialog.h"

#include "event/pattern.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/appearance.h"
#include "ui/look/defaultbutton.h"
#include "ui/look/wrapped.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype ChannelsInPreview = 8;

QString textOf(const QByteArrayList &globs)
{
    return visibleLine(decodeUtf8(globs.join(", ")));
}

QLineEdit *lineEdit(const char *name)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(name));
    return edit;
}

} // namespace

AccessDialog::AccessDialog(AccessControl &access, QByteArrayList knownChannels, QWidget *parent)
    : QDialog(parent)
    , access_(access)
    , knownChannels_(std::move(knownChannels))
    , state_(wrapped("accessState"))
    , problem_(wrapped("accessProblem"))
    , anonymousPublish_(lineEdit("anonymousPublish"))
    , anonymousSubscribe_(lineEdit("anonymousSubscribe"))
    , tokens_(new QTableWidget)
    , revoke_(new QPushButton(tr("&Revoke…")))
    , name_(lineEdit("tokenName"))
    , publish_(lineEdit("tokenPublish"))
    , subscribe_(lineEdit("tokenSubscribe"))
    , admin_(new QCheckBox(tr("May look at the hub and &steer it (/api, /metrics)")))
    , preview_(wrapped("tokenPreview"))
    , make_(new QPushButton(tr("&Make token")))
    , made_(lineEdit("madeToken"))
    , madeText_(wrapped("madeTokenText"))
    , copy_(new QPushButton(tr("&Copy")))
{
    setObjectName(QStringLiteral("accessDialog"));
    setWindowTitle(tr("Access"));
    setTextTone(problem_, Tone::Failed, palette());

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(state_);
    layout->addWidget(makeAnonymous());
    layout->addWidget(makeTokens(), 1);
    layout->addWidget(makeNewToken());
    layout->addWidget(problem_);
    auto *buttons = new QDialogButtonBox;
    auto *close = buttons->addButton(tr("C&lose"), QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("accessClose"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    makeDefault(make_);

    connect(&access_, &AccessControl::changed, this, &AccessDialog::showOverview);
    access_.refresh(then([](const AccessOutcome &) {}));
    showOverview();
    showPreview();
    resize(640, 620); // so that it fits a small screen; the list of tokens takes what there is more
}

QGroupBox *AccessDialog::makeAnonymous()
{
    auto *box = new QGroupBox(tr("Without a token"));
    anonymousPublish_->setAccessibleName(tr("Channels that everybody may publish to"));
    anonymousSubscribe_->setAccessibleName(tr("Channels that everybody may read"));
    auto *apply = new QPushButton(tr("&Apply"));
    apply->setObjectName(QStringLiteral("anonymousApply"));
    apply->setAutoDefault(false);
    connect(apply, &QPushButton::clicked, this, &AccessDialog::applyAnonymous);
    auto *form = new QFormLayout(box);
    form->addRow(tr("Everybody may p&ublish to"), anonymousPublish_);
    form->addRow(tr("Everybody may r&ead"), anonymousSubscribe_);
    form->addRow(QString(), apply);
    form->setAlignment(apply, Qt::AlignRight);
    return box;
}

QGroupBox *AccessDialog::makeTokens()
{
    auto *box = new QGroupBox(tr("Tokens"));
    tokens_->setObjectName(QStringLiteral("tokens"));
    tokens_->setAccessibleName(tr("Tokens"));
    tokens_->setColumnCount(4);
    tokens_->setHorizontalHeaderLabels({tr("Name"), tr("Publishes to"), tr("Reads"), tr("Steers")});
    tokens_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tokens_->setSelectionBehavior(QAbstractItemView::SelectRows);
    tokens_->setSelectionMode(QAbstractItemView::SingleSelection);
    tokens_->verticalHeader()->hide();
    tokens_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    revoke_->setObjectName(QStringLiteral("tokenRevoke"));
    revoke_->setAutoDefault(false);
    connect(revoke_, &QPushButton::clicked, this, &AccessDialog::revoke);
    connect(tokens_, &QTableWidget::itemSelectionChanged, this,
            [this] { revoke_->setEnabled(!tokens_->selectedItems().isEmpty()); });
    auto *layout = new QVBoxLayout(box);
    tokens_->setMinimumHeight(fontMetrics().height() * 5);
    layout->addWidget(tokens_);
    layout->addWidget(revoke_, 0, Qt::AlignLeft);
    return box;
}

QGroupBox *AccessDialog::makeNewToken()
{
    auto *box = new QGroupBox(tr("A new token"));
    name_->setAccessibleName(tr("Name of the new token"));
    publish_->setAccessibleName(tr("Channels that the new token may publish to"));
    subscribe_->setAccessibleName(tr("Channels that the new token may read"));
    publish_->setPlaceholderText(tr("names or globs, e.g. builds.*, news"));
    subscribe_->setPlaceholderText(tr("{sub} stands for the name, e.g. users.{sub}"));
    admin_->setObjectName(QStringLiteral("tokenAdmin"));
    made_->setReadOnly(true);
    made_->setFont(dataFont());
    made_->setAccessibleName(tr("The new token"));
    copy_->setObjectName(QStringLiteral("tokenCopy"));
    copy_->setAutoDefault(false);
    make_->setObjectName(QStringLiteral("tokenMake"));
    connect(make_, &QPushButton::clicked, this, &AccessDialog::makeToken);
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(made_->text()); });
    for (QLineEdit *edit : {name_, publish_, subscribe_})
        connect(edit, &QLineEdit::textChanged, this, &AccessDialog::showPreview);

    auto *form = new QFormLayout(box);
    form->addRow(tr("&Name"), name_);
    form->addRow(tr("May &publish to"), publish_);
    form->addRow(tr("May rea&d"), subscribe_);
    form->addRow(QString(), admin_);
    form->addRow(QString(), preview_);
    form->addRow(QString(), make_);
    form->setAlignment(make_, Qt::AlignRight);
    auto *made = new QHBoxLayout;
    made->addWidget(made_, 1);
    made->addWidget(copy_);
    form->addRow(madeText_);
    form->addRow(made);
    for (QWidget *widget :
         {static_cast<QWidget *>(made_), static_cast<QWidget *>(copy_), static_cast<QWidget *>(madeText_)})
        widget->hide();
    return box;
}

QByteArrayList AccessDialog::globsOf(const QString &text)
{
    static const QRegularExpression Separator(QStringLiteral("[,\\s]+"));
    QByteArrayList globs;
    for (const QString &glob : text.split(Separator, Qt::SkipEmptyParts))
        globs.append(glob.toUtf8());
    return globs;
}

QString AccessDialog::previewOf(const QString &globs, const QString &name, const QByteArrayList &channels)
{
    const QList<Pattern> patterns = grantedPatterns(globsOf(globs), name);
    QStringList allowed;
    for (const QByteArray &channel : channels) {
        if (std::any_of(patterns.cbegin(), patterns.cend(), [&](const Pattern &one) { return one.matches(channel); }))
            allowed.append(decodeUtf8(channel));
    }
    const qsizetype count = allowed.size();
    if (count > ChannelsInPreview) {
        allowed = allowed.first(ChannelsInPreview);
        allowed.append(tr("and %Ln more", nullptr, int(count - ChannelsInPreview)));
    }
    return allowed.isEmpty() ? tr("none") : allowed.join(QLatin1String(", "));
}

void AccessDialog::showOverview()
{
    const AccessOverview overview = access_.overview();
    QString text = access_.caution();
    if (text.isEmpty())
        text = overview.isOpen()
                   ? tr("There is no rule yet: everything is open to this machine. With the first token a rule is "
                        "made that keeps it so, until you narrow what needs no token.")
                   : tr("Only what a rule allows is possible over HTTP. This window may always do everything.");
    if (overview.jwtKeys > 0)
        text += u' ' + tr("Besides, JSON Web Tokens of %Ln key(s) are believed.", nullptr, int(overview.jwtKeys));
    state_->setText(text + u'\n' + tr("Kept in %1.").arg(overview.keptIn));

    const AnonymousAccess everything{{"*"}, {"*"}};
    const AnonymousAccess anonymous = overview.isOpen() ? everything : overview.anonymous.value_or(AnonymousAccess());
    // Others change the rules, too: what is being written or chosen here stays.
    const auto show = [](QLineEdit *edit, const QByteArrayList &globs) {
        if (!edit->isModified())
            edit->setText(textOf(globs));
    };
    show(anonymousPublish_, anonymous.publish);
    show(anonymousSubscribe_, anonymous.subscribe);
    const QString selected = selectedToken();
    tokens_->clearSelection();
    tokens_->setRowCount(int(overview.tokens.size()));
    for (int row = 0; row < tokens_->rowCount(); ++row) {
        const AccessToken &token = overview.tokens[row];
        const QStringList cells{token.name, textOf(token.publish), textOf(token.subscribe),
                                token.admin ? tr("yes") : tr("no")};
        for (int column = 0; column < cells.size(); ++column)
            tokens_->setItem(row, column, new QTableWidgetItem(cells[column]));
        if (!selected.isEmpty() && token.name == selected)
            tokens_->selectRow(row);
    }
    revoke_->setEnabled(!selectedToken().isEmpty());
}

/// Its name; empty when none is.
QString AccessDialog::selectedToken() const
{
    const QList<QTableWidgetItem *> selected = tokens_->selectedItems();
    return selected.isEmpty() ? QString() : tokens_->item(selected.constFirst()->row(), 0)->text();
}

void AccessDialog::showPreview()
{
    preview_->setText(tr("Of the channels there are now it may publish to: %1\nand read: %2")
                          .arg(previewOf(publish_->text(), name_->text().trimmed(), knownChannels_),
                               previewOf(subscribe_->text(), name_->text().trimmed(), knownChannels_)));
}

/// For what is asked from here: says what is wrong, or has `done` go on.
AccessControl::Done AccessDialog::then(const std::function<void(const AccessOutcome &)> &done)
{
    problem_->clear();
    return [self = QPointer<AccessDialog>(this), done](const AccessOutcome &outcome) {
        if (!self)
            return;
        self->problem_->setText(outcome.problem.translated());
        if (outcome.problem.isEmpty())
            done(outcome);
    };
}

void AccessDialog::applyAnonymous()
{
    const QString publish = anonymousPublish_->text();
    const QString subscribe = anonymousSubscribe_->text();
    access_.setAnonymous({globsOf(publish), globsOf(subscribe)},
                         then([this, publish, subscribe](const AccessOutcome &) {
                             // Unless it was written on meanwhile.
                             if (anonymousPublish_->text() == publish)
                                 anonymousPublish_->setModified(false);
                             if (anonymousSubscribe_->text() == subscribe)
                                 anonymousSubscribe_->setModified(false);
                             showOverview();
                         }));
}

void AccessDialog::makeToken()
{
    const QString name = name_->text().trimmed();
    access_.makeToken({name, globsOf(publish_->text()), globsOf(subscribe_->text()), admin_->isChecked()},
                      then([this, name](const AccessOutcome &outcome) { showToken(name, outcome.token); }));
}

void AccessDialog::showToken(const QString &name, const QByteArray &token)
{
    madeText_->setText(tr("The token \"%1\". It is shown only now: give it to whom it is for.").arg(name));
    made_->setText(QString::fromLatin1(token));
    for (QWidget *widget :
         {static_cast<QWidget *>(made_), static_cast<QWidget *>(copy_), static_cast<QWidget *>(madeText_)})
        widget->show();
    made_->selectAll();
    if (name_->text().trimmed() == name) // else the next one is being written
        name_->clear();
}

void AccessDialog::revoke()
{
    const QString name = selectedToken();
    if (name.isEmpty())
        return;
    QMessageBox box(QMessageBox::Question, tr("Revoke a token"), tr("Revoke the token \"%1\"?").arg(name),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("revokeBox"));
    box.setInformativeText(tr("Who uses it is disconnected at once, and it cannot be brought back."));
    QPushButton *yes = box.addButton(tr("&Revoke"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("revokeYes"));
    box.addButton(tr("&Cancel"), QMessageBox::RejectRole);
    box.exec();
    if (box.clickedButton() != yes)
        return;
    access_.revokeToken(name, then([](const AccessOutcome &) {}));
}

} // namespace helio
