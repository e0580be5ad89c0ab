//! A certificate for every name of the sandbox, and the authority that signed it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cmk_console::arm::Cloud;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};
use time::{Duration, OffsetDateTime};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{Error as TlsError, ServerConfig};

use crate::paths;
use crate::problem::Problem;

/// What a server needs for TLS, and what its clients need to believe it.
pub(super) struct Certified {
    pub(super) config: Arc<ServerConfig>,
    /// The authority's certificate, for clients to trust. Its key was thrown away.
    pub(super) authority: PathBuf,
}

/// The names that every sandbox has.
const OWN: [&str; 4] = [
    "localhost",
    "127.0.0.1",
    "*.vault.localhost",
    "*.managedhsm.localhost",
];

/// A sandbox lives for hours; this is far from the two years after which, as is assumed, some
/// systems believe no certificate.
const LIFETIME: Duration = Duration::days(365);

/// Makes an authority and a certificate, and keeps the authority's in a file of this port.
pub(super) fn make(cloud: Option<&Cloud>, port: u16) -> Result<Certified, Problem> {
    let (certificate, key, authority) = sign(names(cloud)).map_err(|it| failed(&it.to_string()))?;
    let folder = paths::made("target/sandbox")?;
    let path = folder.join(format!("authority-{port}.pem"));
    fs::write(&path, authority).map_err(|it| Problem::file(&path, &it))?;
    let config = config(certificate, key).map_err(|it| failed(&it.to_string()))?;
    Ok(Certified {
        config: Arc::new(config),
        authority: path,
    })
}

/// The names of a cloud, as clients of the real one have them.
fn names(cloud: Option<&Cloud>) -> Vec<String> {
    let mut names: Vec<String> = OWN.map(str::to_owned).to_vec();
    let Some(cloud) = cloud else { return names };
    for base in [&cloud.arm, &cloud.login, &cloud.graph] {
        names.push(base.trim_start_matches("https://").to_owned());
    }
    for suffix in [&cloud.vault_suffix, &cloud.hsm_suffix] {
        names.push(format!("*.{suffix}"));
    }
    names
}

type Signed = (CertificateDer<'static>, KeyPair, String);

fn sign(names: Vec<String>) -> Result<Signed, rcgen::Error> {
    let mut params = lasting(CertificateParams::new(Vec::new())?);
    params
        .distinguished_name
        .push(DnType::CommonName, "cmk-console sandbox authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;

    let mut params = lasting(CertificateParams::new(names)?);
    params
        .distinguished_name
        .push(DnType::CommonName, "cmk-console sandbox");
    // Python's ssl is strict about both since 3.13.
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, &authority)?;
    Ok((certificate.der().clone(), key, authority.pem()))
}

/// From yesterday on: the clocks of a machine and of what runs on it may differ.
fn lasting(mut params: CertificateParams) -> CertificateParams {
    let now = OffsetDateTime::now_utc();
    params.not_before = now - Duration::DAY;
    params.not_after = now + LIFETIME;
    params
}

fn config(certificate: CertificateDer<'static>, key: KeyPair) -> Result<ServerConfig, TlsError> {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
}

fn failed(why: &str) -> Problem {
    Problem::new(
        format!("The certificate could not be made: {why}."),
        "Run the command again; with --http the sandbox needs none.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cloud_adds_its_own_names() {
        assert_eq!(names(None), OWN);
        let public = names(Some(&Cloud::public()));
        for name in [
            "management.azure.com",
            "login.microsoftonline.com",
            "*.vault.azure.net",
        ] {
            assert!(public.iter().any(|it| it == name), "{name}: {public:?}");
        }
        for id in Cloud::names() {
            assert!(sign(names(Cloud::named(id).as_ref())).is_ok(), "{id}");
        }
    }
}
