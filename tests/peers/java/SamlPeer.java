// SPDX-License-Identifier: EUPL-1.2

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.utils.EncryptionConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A foreign SAML stack: signatures by the JDK, encryption by Apache Santuario. Each line of the job file is one job. */
public final class SamlPeer {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";

    public static void main(String[] args) throws Exception {
        org.apache.xml.security.Init.init();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] job = line.split("\t", -1);
            switch (job[0]) {
                case "issue" -> issue(job);
                case "open" -> open(job);
                default -> throw new IllegalArgumentException(job[0]);
            }
        }
    }

    /** issue IN OUT signing-key.pem signing-cert.pem signature-algorithm prefix-list recipient.pem content-algorithm beside|inside */
    private static void issue(String[] job) throws Exception {
        Document document = parse(Files.readAllBytes(Path.of(job[1])));
        Element assertion = (Element) document.getElementsByTagNameNS(SAML, "Assertion").item(0);
        encrypt(document, assertion, certificate(job[7]), job[8], job[9].equals("beside"));
        sign(document.getDocumentElement(), key(job[3]), certificate(job[4]), job[5], job[6]);
        Files.writeString(Path.of(job[2]), serialize(document));
    }

    /** open IN OUT signing-cert.pem decryption-key.pem; writes the decrypted assertion. */
    private static void open(String[] job) throws Exception {
        Document document = parse(Files.readAllBytes(Path.of(job[1])));
        Element root = document.getDocumentElement();
        root.setIdAttribute("ID", true);
        Node signature = null;
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (DS.equals(child.getNamespaceURI()) && "Signature".equals(child.getLocalName())) {
                signature = child;
            }
        }

        DOMValidateContext context = new DOMValidateContext(certificate(job[3]).getPublicKey(), signature);
        XMLSignature unmarshalled = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        if (!unmarshalled.validate(context)) {
            throw new IllegalStateException("signature of " + job[1] + " is not valid");
        }

        Element data = (Element) document.getElementsByTagNameNS(EncryptionConstants.EncryptionSpecNS, "EncryptedData").item(0);
        XMLCipher cipher = XMLCipher.getInstance();
        cipher.init(XMLCipher.DECRYPT_MODE, null);
        cipher.setKEK(key(job[4]));
        cipher.doFinal(document, data);
        Files.writeString(Path.of(job[2]), serialize(document));
    }

    private static void encrypt(
            Document document, Element assertion, X509Certificate recipient, String algorithm, boolean beside) throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(algorithm.contains("128") ? 128 : algorithm.contains("192") ? 192 : 256);
        SecretKey contentKey = generator.generateKey();

        XMLCipher keyCipher = XMLCipher.getInstance(XMLCipher.RSA_OAEP_11, null, "http://www.w3.org/2001/04/xmlenc#sha256");
        keyCipher.init(XMLCipher.WRAP_MODE, recipient.getPublicKey());
        EncryptedKey encryptedKey = keyCipher.encryptKey(
            document, contentKey, EncryptionConstants.MGF1_SHA256, null);

        Element wrapper = document.createElementNS(SAML, assertion.getPrefix() + ":EncryptedAssertion");
        assertion.getParentNode().replaceChild(wrapper, assertion);
        wrapper.appendChild(assertion);

        XMLCipher cipher = XMLCipher.getInstance(algorithm);
        cipher.init(XMLCipher.ENCRYPT_MODE, contentKey);
        EncryptedData data = cipher.getEncryptedData();
        org.apache.xml.security.keys.KeyInfo keyInfo = new org.apache.xml.security.keys.KeyInfo(document);
        if (beside) {
            encryptedKey.setId("_key");
            keyInfo.addRetrievalMethod("#_key", null, EncryptionConstants.EncryptionSpecNS + "EncryptedKey");
        } else {
            keyInfo.add(encryptedKey);
        }

        data.setKeyInfo(keyInfo);
        cipher.doFinal(document, assertion, false);
        if (beside) {
            wrapper.appendChild(keyCipher.martial(document, encryptedKey));
        }
    }

    private static void sign(
            Element root, PrivateKey key, X509Certificate certificate, String algorithm, String prefixList) throws Exception {
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        root.setIdAttribute("ID", true);
        C14NMethodParameterSpec prefixes = prefixList.isEmpty() ? null : new ExcC14NParameterSpec(List.of(prefixList.split(" ")));
        List<Transform> transforms = new ArrayList<>();
        transforms.add(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null));
        transforms.add(factory.newTransform(EXC_C14N, prefixes));
        Reference reference = factory.newReference(
            "#" + root.getAttribute("ID"),
            factory.newDigestMethod("http://www.w3.org/2001/04/xmlenc#sha256", null),
            transforms, null, null);
        SignedInfo signedInfo = factory.newSignedInfo(
            factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, prefixes),
            factory.newSignatureMethod(algorithm, null),
            List.of(reference));
        KeyInfoFactory keyInfoFactory = factory.getKeyInfoFactory();
        KeyInfo keyInfo = keyInfoFactory.newKeyInfo(List.of(keyInfoFactory.newX509Data(List.of(certificate))));

        Node issuer = root.getElementsByTagNameNS(SAML, "Issuer").item(0);
        DOMSignContext context = new DOMSignContext(key, root, issuer.getNextSibling());
        context.setDefaultNamespacePrefix("ds");
        factory.newXMLSignature(signedInfo, keyInfo).sign(context);
    }

    private static Document parse(byte[] bytes) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static String serialize(Document document) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        StringWriter writer = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(writer));
        return writer.toString();
    }

    private static byte[] pem(String path) throws Exception {
        String text = Files.readString(Path.of(path)).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(text);
    }

    private static X509Certificate certificate(String path) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem(path)));
    }

    private static PrivateKey key(String path) throws Exception {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pem(path));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (java.security.spec.InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }
}
