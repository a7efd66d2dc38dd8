// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamfields.h"

#include "ui/look/appearance.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

namespace helio {

namespace {

using Authorization = StreamForm::Authorization;

/// What QDoubleSpinBox needs for a day, in seconds.
constexpr double LongestReconnectionSeconds = 86'400;
constexpr int MostReconnects = 1'000'000;

/// No taller than its few rows unless the dialog is made so.
class FewLines : public QPlainTextEdit
{
public:
    QSize sizeHint() const override { return {QPlainTextEdit::sizeHint().width(), minimumHeight()}; }
};

QPlainTextEdit *textEdit(const char *name, const QString &accessibleName, const QString &placeholder, int rows)
{
    auto *edit = new FewLines;
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    edit->setFont(dataFont());
    edit->setTabChangesFocus(true);
    edit->setMinimumHeight(QFontMetrics(edit->font()).lineSpacing() * rows + 12);
    return edit;
}

QLineEdit *lineEdit(const char *name, const QString &accessibleName, const QString &placeholder = {})
{
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QLineEdit *secretEdit(const char *name, const QString &accessibleName)
{
    QLineEdit *edit = lineEdit(name, accessibleName);
    edit->setEchoMode(QLineEdit::Password);
    return edit;
}

/// Leaves the cursor of a field alone that has the text already.
void put(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

void put(QPlainTextEdit *edit, const QString &text)
{
    if (edit->toPlainText() != text)
        edit->setPlainText(text);
}

QWidget *pageOf(QFormLayout *form)
{
    auto *page = new QWidget;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    page->setLayout(form);
    return page;
}

} // namespace

StreamFields::StreamFields(QWidget *parent)
    : QWidget(parent)
    , tabs_(new QTabWidget)
    , method_(new QComboBox)
    , headers_(textEdit("streamHeaders", tr("Request headers"), tr("One on each line, e.g. X-Client: desk"), 3))
    , body_(textEdit("streamBody", tr("Body of the request"), tr("none"), 3))
    , format_(new QComboBox)
    , acceptsAnyType_(new QCheckBox(tr("Read it whatever its c&ontent type is")))
    , lastEventId_(lineEdit("streamLastEventId", tr("Last event ID"), tr("none: begin with what comes next")))
    , authorization_(new QComboBox)
    , token_(secretEdit("streamToken", tr("Bearer token")))
    , userName_(lineEdit("streamUserName", tr("User name")))
    , password_(secretEdit("streamPassword", tr("Password")))
    , secretsPlace_(new QLabel)
    , reconnectionTime_(new QDoubleSpinBox)
    , maximumReconnects_(new QSpinBox)
    , retriesServerErrors_(new QCheckBox(tr("Try again after 429 and 5&xx (the standard gives up)")))
    , authorityFile_(lineEdit("streamAuthorityFile", tr("File of the trusted authority"), tr("those of the system")))
    , certificateFile_(lineEdit("streamCertificateFile", tr("File of the client certificate"), tr("none")))
    , keyFile_(lineEdit("streamKeyFile", tr("File of the certificate's key"), tr("in the certificate's file")))
    , passphrase_(secretEdit("streamPassphrase", tr("Passphrase of the key")))
    , allowHttp2_(new QCheckBox(tr("Allow HTTP/&2 (a slow reader does not hold the server back there)")))
    , proxy_(new QComboBox)
    , proxyUrl_(lineEdit("streamProxyUrl", tr("Address of the proxy"), QStringLiteral("http://proxy.example.org:3128")))
    , proxyUser_(lineEdit("streamProxyUser", tr("User name at the proxy"), tr("none")))
    , proxyPassword_(secretEdit("streamProxyPassword", tr("Password at the proxy")))
{
    tabs_->setObjectName(QStringLiteral("streamPages"));
    tabs_->setAccessibleName(tr("More about the stream"));
    tabs_->addTab(makeRequest(), tr("Re&quest"));
    tabs_->addTab(makeAuthorization(), tr("&Authorization"));
    tabs_->addTab(makeReconnection(), tr("Reco&nnection"));
    tabs_->addTab(makeTls(), tr("T&LS"));
    tabs_->addTab(makeProxy(), tr("Pro&xy"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tabs_);

    for (const QLineEdit *edit : findChildren<QLineEdit *>())
        connect(edit, &QLineEdit::textChanged, this, &StreamFields::changed);
    for (const QPlainTextEdit *edit : {headers_, body_})
        connect(edit, &QPlainTextEdit::textChanged, this, &StreamFields::changed);
    for (const QCheckBox *box : {acceptsAnyType_, retriesServerErrors_, allowHttp2_})
        connect(box, &QCheckBox::toggled, this, &StreamFields::changed);
    showAuthorization();
    showProxy();
}

QWidget *StreamFields::makeRequest()
{
    method_->setObjectName(QStringLiteral("streamMethod"));
    method_->setAccessibleName(tr("Method"));
    method_->setEditable(true);
    method_->addItems({QStringLiteral("GET"), QStringLiteral("POST"), QStringLiteral("PUT")});
    method_->setToolTip(tr("A GET comes back by itself when the connection is lost; any other ends with its stream."));
    connect(method_, &QComboBox::currentTextChanged, this, &StreamFields::changed);
    format_->setObjectName(QStringLiteral("streamFormat"));
    format_->setAccessibleName(tr("Format of the answer"));
    format_->addItem(tr("event stream"), int(StreamFormat::EventStream));
    format_->addItem(tr("JSON lines (NDJSON): each line is an event's data"), int(StreamFormat::JsonLines));
    format_->addItem(tr("JSON array: each element is an event's data"), int(StreamFormat::JsonArray));
    format_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    format_->setToolTip(tr("How the answer is divided into events. JSON is read whatever content type the answer has, "
                           "and knows neither ids nor comments."));
    connect(format_, &QComboBox::currentIndexChanged, this, &StreamFields::changed);
    acceptsAnyType_->setObjectName(QStringLiteral("streamAnyType"));
    acceptsAnyType_->setToolTip(tr("Of a server that names another content type than text/event-stream. A browser's "
                                   "EventSource refuses such a stream all the same."));
    auto *form = new QFormLayout;
    form->addRow(tr("&Method"), method_);
    form->addRow(tr("&Headers"), headers_);
    form->addRow(tr("Bod&y"), body_);
    form->addRow(tr("&Format"), format_);
    form->addRow(QString(), acceptsAnyType_);
    form->addRow(tr("Last &event ID"), lastEventId_);
    return pageOf(form);
}

QWidget *StreamFields::makeAuthorization()
{
    authorization_->setObjectName(QStringLiteral("streamAuthorization"));
    authorization_->setAccessibleName(tr("Authorization"));
    authorization_->addItems({tr("none"), tr("bearer token"), tr("basic: user and password")});
    connect(authorization_, &QComboBox::currentIndexChanged, this, [this] {
        showAuthorization();
        Q_EMIT changed();
    });
    secretsPlace_->setObjectName(QStringLiteral("streamSecretsPlace"));
    secretsPlace_->setWordWrap(true);
    authorizationForm_ = new QFormLayout;
    authorizationForm_->addRow(tr("&Kind"), authorization_);
    authorizationForm_->addRow(tr("&Token"), token_);
    authorizationForm_->addRow(tr("&User"), userName_);
    authorizationForm_->addRow(tr("Pass&word"), password_);
    authorizationForm_->addRow(secretsPlace_);
    return pageOf(authorizationForm_);
}

QWidget *StreamFields::makeReconnection()
{
    reconnectionTime_->setObjectName(QStringLiteral("streamReconnectionTime"));
    reconnectionTime_->setAccessibleName(tr("First reconnection time in seconds"));
    reconnectionTime_->setRange(0, LongestReconnectionSeconds);
    reconnectionTime_->setDecimals(1);
    reconnectionTime_->setSuffix(tr(" s"));
    reconnectionTime_->setToolTip(tr("Until the stream names another with retry:"));
    maximumReconnects_->setObjectName(QStringLiteral("streamMaximumReconnects"));
    maximumReconnects_->setAccessibleName(tr("Limit of failed attempts in a row"));
    maximumReconnects_->setRange(StreamRequest::NoLimit, MostReconnects);
    maximumReconnects_->setSpecialValueText(tr("no limit"));
    retriesServerErrors_->setObjectName(QStringLiteral("streamRetriesServerErrors"));
    connect(reconnectionTime_, &QDoubleSpinBox::valueChanged, this, &StreamFields::changed);
    connect(maximumReconnects_, &QSpinBox::valueChanged, this, &StreamFields::changed);
    auto *form = new QFormLayout;
    form->addRow(tr("First reconnection &time"), reconnectionTime_);
    form->addRow(tr("&Failed attempts in a row, at most"), maximumReconnects_);
    form->addRow(retriesServerErrors_);
    return pageOf(form);
}

QWidget *StreamFields::fileRow(QLineEdit *edit, const QString &title)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(edit, 1);
    auto *choose = new QToolButton;
    choose->setObjectName(edit->objectName() + QStringLiteral("Choose"));
    choose->setText(tr("Choose…"));
    choose->setAccessibleName(tr("Choose: %1").arg(edit->accessibleName()));
    connect(choose, &QToolButton::clicked, this, [this, edit, title] {
        const QString name = QFileDialog::getOpenFileName(this, title, edit->text(),
                                                          tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
        if (!name.isEmpty())
            edit->setText(name);
    });
    layout->addWidget(choose);
    row->setFocusProxy(edit);
    return row;
}

QWidget *StreamFields::makeTls()
{
    allowHttp2_->setObjectName(QStringLiteral("streamAllowHttp2"));
    auto *form = new QFormLayout;
    form->addRow(tr("Trusted aut&hority"), fileRow(authorityFile_, tr("The trusted authority")));
    form->addRow(tr("&Client certificate"), fileRow(certificateFile_, tr("The client certificate")));
    form->addRow(tr("Its &key"), fileRow(keyFile_, tr("The key of the client certificate")));
    form->addRow(tr("&Passphrase of the key"), passphrase_);
    form->addRow(allowHttp2_);
    return pageOf(form);
}

QWidget *StreamFields::makeProxy()
{
    proxy_->setObjectName(QStringLiteral("streamProxy"));
    proxy_->setAccessibleName(tr("Proxy"));
    proxy_->addItems({tr("as the system says, none to this machine"), tr("none"), tr("this one:")});
    connect(proxy_, &QComboBox::currentIndexChanged, this, [this] {
        showProxy();
        Q_EMIT changed();
    });
    auto *form = new QFormLayout;
    form->addRow(tr("&Way"), proxy_);
    form->addRow(tr("&Address"), proxyUrl_);
    form->addRow(tr("&User"), proxyUser_);
    form->addRow(tr("&Password"), proxyPassword_);
    return pageOf(form);
}

void StreamFields::showAuthorization()
{
    const auto kind = Authorization(authorization_->currentIndex());
    const std::pair<QWidget *, Authorization> fields[] = {
        {token_, Authorization::Bearer}, {userName_, Authorization::Basic}, {password_, Authorization::Basic}};
    for (const auto &[field, needed] : fields) {
        field->setVisible(kind == needed);
        authorizationForm_->labelForField(field)->setVisible(kind == needed);
    }
}

void StreamFields::showProxy()
{
    for (QLineEdit *edit : {proxyUrl_, proxyUser_, proxyPassword_})
        edit->setEnabled(StreamProxy::Kind(proxy_->currentIndex()) == StreamProxy::Kind::Given);
}

void StreamFields::setSecretsPlace(const QString &text)
{
    secretsPlace_->setText(text);
}

void StreamFields::read(StreamForm &form) const
{
    form.method = method_->currentText();
    form.headers = headers_->toPlainText();
    form.body = body_->toPlainText();
    form.format = StreamFormat(format_->currentData().toInt());
    form.acceptsAnyType = acceptsAnyType_->isChecked();
    form.lastEventId = lastEventId_->text();
    form.authorization = Authorization(authorization_->currentIndex());
    form.token = token_->text();
    form.userName = userName_->text();
    form.password = password_->text();
    form.reconnectionSeconds = reconnectionTime_->value();
    form.maximumReconnects = maximumReconnects_->value();
    form.retriesServerErrors = retriesServerErrors_->isChecked();
    form.authorityFile = authorityFile_->text().trimmed();
    form.certificateFile = certificateFile_->text().trimmed();
    form.keyFile = keyFile_->text().trimmed();
    form.passphrase = passphrase_->text();
    form.allowHttp2 = allowHttp2_->isChecked();
    form.proxy = StreamProxy::Kind(proxy_->currentIndex());
    form.proxyUrl = proxyUrl_->text();
    form.proxyUser = proxyUser_->text();
    form.proxyPassword = proxyPassword_->text();
}

void StreamFields::write(const StreamForm &form)
{
    method_->setEditText(form.method);
    put(headers_, form.headers);
    put(body_, form.body);
    format_->setCurrentIndex(format_->findData(int(form.format)));
    acceptsAnyType_->setChecked(form.acceptsAnyType);
    put(lastEventId_, form.lastEventId);
    authorization_->setCurrentIndex(int(form.authorization));
    put(token_, form.token);
    put(userName_, form.userName);
    put(password_, form.password);
    reconnectionTime_->setValue(form.reconnectionSeconds);
    maximumReconnects_->setValue(form.maximumReconnects);
    retriesServerErrors_->setChecked(form.retriesServerErrors);
    put(authorityFile_, form.authorityFile);
    put(certificateFile_, form.certificateFile);
    put(keyFile_, form.keyFile);
    put(passphrase_, form.passphrase);
    allowHttp2_->setChecked(form.allowHttp2);
    proxy_->setCurrentIndex(int(form.proxy));
    put(proxyUrl_, form.proxyUrl);
    put(proxyUser_, form.proxyUser);
    put(proxyPassword_, form.proxyPassword);
}

QWidget *StreamFields::widgetOf(StreamForm::Field field) const
{
    switch (field) {
    case StreamForm::Field::Url:
        break;
    case StreamForm::Field::Method:
        return method_;
    case StreamForm::Field::Headers:
        return headers_;
    case StreamForm::Field::LastEventId:
        return lastEventId_;
    case StreamForm::Field::Token:
        return token_;
    case StreamForm::Field::UserName:
        return userName_;
    case StreamForm::Field::AuthorityFile:
        return authorityFile_;
    case StreamForm::Field::CertificateFile:
        return certificateFile_;
    case StreamForm::Field::KeyFile:
        return keyFile_;
    case StreamForm::Field::ProxyUrl:
        return proxyUrl_;
    }
    return nullptr;
}

void StreamFields::showField(StreamForm::Field field)
{
    QWidget *widget = widgetOf(field);
    if (!widget)
        return;
    for (int page = 0; page < tabs_->count(); ++page) {
        if (tabs_->widget(page)->isAncestorOf(widget))
            tabs_->setCurrentIndex(page);
    }
    widget->setFocus();
}

} // namespace helio
