// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/tlssettings.h"

#include <QCoreApplication>
#include <QFile>

#include <optional>

namespace helio {

namespace {

struct TlsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::TlsSettings)
};

std::optional<QByteArray> contents(const QString &name, QString &problem)
{
    QFile file(name);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    problem = TlsText::tr("Cannot read %1: %2").arg(name, file.errorString());
    return {};
}

QList<QSslCertificate> certificatesFrom(const QString &name, QString &problem)
{
    const auto pem = contents(name, problem);
    if (!pem)
        return {};
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (certificates.isEmpty())
        problem = TlsText::tr("%1 holds no certificate in PEM form.").arg(name);
    return certificates;
}

QSslKey keyFrom(const QString &name, const QByteArray &passphrase, QString &problem)
{
    const auto pem = contents(name, problem);
    if (!pem)
        return {};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(*pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase);
        if (!key.isNull())
            return key;
    }
    if (passphrase.isEmpty() && pem->contains("ENCRYPTED"))
        problem =
            TlsText::tr("The key in %1 is protected by a passphrase: give that too, or a key without one (openssl pkey "
                        "-in KEY -out PLAIN).")
                .arg(name);
    else
        problem = TlsText::tr("%1 holds no private key in PEM form, or its passphrase is another.").arg(name);
    return {};
}

} // namespace

TlsSettings TlsSettings::fromFiles(const QString &authorityFile, const QString &certificateFile, const QString &keyFile,
                                   const QByteArray &passphrase, QString &problem)
{
    problem.clear();
    TlsSettings settings;
    if (!authorityFile.isEmpty())
        settings.authorities = certificatesFrom(authorityFile, problem);
    if (problem.isEmpty() && !certificateFile.isEmpty())
        settings.clientCertificates = certificatesFrom(certificateFile, problem);
    if (problem.isEmpty() && !certificateFile.isEmpty())
        settings.clientKey = keyFrom(keyFile.isEmpty() ? certificateFile : keyFile, passphrase, problem);
    if (problem.isEmpty() && certificateFile.isEmpty() && !keyFile.isEmpty())
        problem = TlsText::tr("A key without its certificate says nothing: name the certificate's file too.");
    return problem.isEmpty() ? settings : TlsSettings();
}

QSslConfiguration TlsSettings::configuration(bool withClientCertificate) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!authorities.isEmpty())
        configuration.setCaCertificates(authorities);
    if (withClientCertificate && !clientCertificates.isEmpty()) {
        configuration.setLocalCertificateChain(clientCertificates);
        configuration.setPrivateKey(clientKey);
    }
    return configuration;
}

} // namespace helio
