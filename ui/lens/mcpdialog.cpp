// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/mcpdialog.h"

#include "event/message.h"
#include "event/version.h"
#include "json/jsonvalue.h"
#include "json/jsonwriter.h"
#include "ui/look/appearance.h"
#include "ui/streams/requestsecrets.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace helio {

namespace {

struct Known
{
    const char *method;
    const char *params;
};
constexpr Known KnownMethods[] = {
    {"tools/list", ""},
    {"tools/call", "{\"name\": %2, \"arguments\": %4,\n \"_meta\": {\"progressToken\": %1}}"},
    {"resources/list", ""},
    {"resources/read", "{\"uri\": %2}"},
    {"prompts/list", ""},
    {"prompts/get", "{\"name\": %2, \"arguments\": %4}"},
    {"ping", ""},
    {"initialize", "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": {},\n \"clientInfo\": {\"name\": "
                   "\"Heliograph\", \"version\": \"%3\"}}"},
    {"notifications/initialized", ""},
};

} // namespace

McpDialog::McpDialog(const QUrl &url, const McpSession &session, const Proposal &proposal, QWidget *parent)
    : QDialog(parent)
    , proposal_(proposal)
    , method_(new QComboBox)
    , params_(new QPlainTextEdit)
    , problem_(new QLabel)
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("mcpDialog"));
    setWindowTitle(tr("Send a request of MCP"));
    method_->setObjectName(QStringLiteral("mcpMethod"));
    method_->setEditable(true);
    for (const Known &known : KnownMethods)
        method_->addItem(QLatin1String(known.method));
    method_->setCurrentText(proposal.method);
    method_->setAccessibleName(tr("Method"));
    params_->setObjectName(QStringLiteral("mcpParams"));
    params_->setFont(dataFont());
    params_->setTabChangesFocus(true);
    params_->setAccessibleName(tr("Params, as JSON"));
    problem_->setObjectName(QStringLiteral("mcpProblem"));
    problem_->setWordWrap(true);
    auto *where = new QLabel(session.id.isEmpty()
                                 ? tr("Goes to %1 once, without a session.").arg(withoutSecrets(url).toString())
                                 : tr("Goes to %1 once, within the session %2.")
                                       .arg(withoutSecrets(url).toString(), QString::fromUtf8(session.id.left(80))));
    where->setObjectName(QStringLiteral("mcpWhere"));
    where->setWordWrap(true);
    where->setTextFormat(Qt::PlainText);
    auto *send = buttons_->addButton(tr("&Send"), QDialogButtonBox::AcceptRole);
    send->setObjectName(QStringLiteral("mcpSend"));
    send->setToolTip(
        tr("Send it (%1)").arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    // Enter alone is a new line in the params.
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter})
        connect(new QShortcut(Qt::CTRL | key, this), &QShortcut::activated, send, [send] { send->click(); });

    auto *form = new QFormLayout;
    form->addRow(tr("&Method"), method_);
    form->addRow(tr("&Params"), params_);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(where);
    layout->addLayout(form, 1);
    layout->addWidget(problem_);
    layout->addWidget(buttons_);
    send->setDefault(true); // no earlier: it has a dialog only now
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(method_, &QComboBox::currentTextChanged, this, [this] {
        proposeParams();
        check();
    });
    connect(params_, &QPlainTextEdit::textChanged, this, &McpDialog::check);
    resize(520, 320);
    proposeParams();
    check();
}

void McpDialog::proposeParams()
{
    // What the user wrote stays.
    if (params_->toPlainText() != proposed_)
        return;
    proposed_.clear();
    const QString method = method_->currentText();
    const bool isProposed = method == proposal_.method;
    const QString subject = isProposed ? proposal_.subject : QString();
    const QString arguments = isProposed && !proposal_.arguments.isEmpty() ? proposal_.arguments : QStringLiteral("{}");
    for (const Known &known : KnownMethods) {
        // In one go: a name or a value may have a % of its own.
        if (method == QLatin1String(known.method))
            proposed_ =
                Message("", known.params,
                        {Message::number(qint64(proposal_.id)), QString::fromUtf8(JsonWriter().text(subject).take()),
                         QString::fromLatin1(programVersion()), arguments})
                    .english();
    }
    params_->setPlainText(proposed_);
}

QByteArray McpDialog::body() const
{
    const QByteArray method = method_->currentText().trimmed().toUtf8();
    const QByteArray params = params_->toPlainText().trimmed().toUtf8();
    const auto json = JsonValue::read(params);
    const bool hasParams = !params.isEmpty();
    if (method.isEmpty() ||
        (hasParams && (!json || (json->kind != JsonValue::Kind::Object && json->kind != JsonValue::Kind::Array))))
        return {};
    JsonWriter request;
    request.beginObject().key("jsonrpc").string("2.0");
    if (!method.startsWith("notifications/"))
        request.key("id").number(proposal_.id);
    request.key("method").string(method);
    if (hasParams)
        request.key("params").value(*json);
    return request.endObject().take();
}

void McpDialog::check()
{
    const bool isGood = !body().isEmpty();
    problem_->setText(isGood ? QString()
                             : tr("A method is needed, and params are an object or an array of JSON, or nothing."));
    buttons_->findChild<QPushButton *>(QStringLiteral("mcpSend"))->setEnabled(isGood);
}

} // namespace helio
