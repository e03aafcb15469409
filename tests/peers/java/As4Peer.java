// SPDX-License-Identifier: EUPL-1.2

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.transforms.Transform;
import org.apache.xml.security.transforms.TransformSpi;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Opens and makes AS4 messages with Apache Santuario; MIME and the attachment transforms are done by hand.
 * Jobs, one a line, fields between tabs:
 *   open MESSAGE SENDER-CERT RECIPIENT-KEY OUT-PREFIX
 *   make ENVELOPE SENDER-KEY SENDER-CERT RECIPIENT-CERT OUT CID=FILE...
 */
public final class As4Peer {
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String EB = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    static final String SWA = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#";
    static final String CONTENT = SWA + "Attachment-Content-Signature-Transform";
    static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    static final String BASE64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    public static void main(String[] arguments) throws Exception {
        org.apache.xml.security.Init.init();
        Transform.register(CONTENT, ContentTransform.class);
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] job = line.split("\t");
            if (job[0].equals("open")) {
                open(job);
            } else {
                make(job);
            }
        }
    }

    /** The octets of an attachment as they are: all payload is compressed, so nothing is canonicalised. */
    public static final class ContentTransform extends TransformSpi {
        @Override
        protected String engineGetURI() {
            return CONTENT;
        }

        @Override
        protected XMLSignatureInput enginePerformTransform(XMLSignatureInput input, OutputStream output, Transform transform) {
            return input;
        }
    }

    static final class Attachments extends ResourceResolverSpi {
        final Map<String, byte[]> contents = new HashMap<>();

        @Override
        public boolean engineCanResolveURI(ResourceResolverContext context) {
            return context.uriToResolve != null && context.uriToResolve.startsWith("cid:");
        }

        @Override
        public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
            return new XMLSignatureInput(contents.get(context.uriToResolve));
        }
    }

    private static void open(String[] job) throws Exception {
        String text = new String(Files.readAllBytes(Path.of(job[1])), StandardCharsets.ISO_8859_1);
        String boundary = text.substring(0, text.indexOf("\r\n"));
        List<String> chunks = new ArrayList<>(Arrays.asList(text.split(java.util.regex.Pattern.quote(boundary))));
        Map<String, byte[]> parts = new HashMap<>();
        byte[] envelope = null;
        for (String chunk : chunks.subList(1, chunks.size() - 1)) {
            int blank = chunk.indexOf("\r\n\r\n");
            byte[] content = chunk.substring(blank + 4, chunk.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            String id = chunk.substring(0, blank).replaceAll("(?s).*Content-ID: <([^>]*)>.*", "$1");
            if (envelope == null) {
                envelope = content;
            } else {
                parts.put("cid:" + id, content);
            }
        }

        Document document = parse(envelope);
        Element encryptedKey = (Element) document.getElementsByTagNameNS(XENC, "EncryptedKey").item(0);
        XMLCipher unwrap = XMLCipher.getInstance();
        unwrap.init(XMLCipher.UNWRAP_MODE, key(job[3]));
        EncryptedKey loaded = unwrap.loadEncryptedKey(document, encryptedKey);
        SecretKey contentKey = (SecretKey) unwrap.decryptKey(loaded, "http://www.w3.org/2009/xmlenc11#aes128-gcm");

        Attachments attachments = new Attachments();
        NodeList references = document.getElementsByTagNameNS(XENC, "CipherReference");
        for (int i = 0; i < references.getLength(); i++) {
            String uri = ((Element) references.item(i)).getAttribute("URI");
            byte[] sealed = parts.get(uri);
            Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.DECRYPT_MODE, contentKey, new GCMParameterSpec(128, sealed, 0, 12));
            attachments.contents.put(uri, aes.doFinal(sealed, 12, sealed.length - 12));
        }

        Element signatureElement = (Element) document.getElementsByTagNameNS(DS, "Signature").item(0);
        XMLSignature signature = new XMLSignature(signatureElement, "", false);
        signature.addResourceResolver(attachments);
        if (!signature.checkSignatureValue(certificate(job[2]).getPublicKey())) {
            throw new IllegalStateException("The signature does not verify.");
        }

        if (signature.getSignedInfo().getLength() != 2 + parts.size()) {
            throw new IllegalStateException("Not everything is signed.");
        }

        for (Map.Entry<String, byte[]> part : attachments.contents.entrySet()) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(part.getValue()))) {
                Files.write(Path.of(job[4] + part.getKey().substring(4)), gzip.readAllBytes());
            }
        }
    }

    private static void make(String[] job) throws Exception {
        Document document = parse(Files.readAllBytes(Path.of(job[1])));
        PrivateKey senderKey = key(job[2]);
        X509Certificate sender = certificate(job[3]);
        X509Certificate recipient = certificate(job[4]);
        Attachments attachments = new Attachments();
        List<String> order = new ArrayList<>();
        for (String pair : Arrays.asList(job).subList(6, job.length)) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(Files.readAllBytes(Path.of(pair.substring(pair.indexOf('=') + 1))));
            }

            String uri = "cid:" + pair.substring(0, pair.indexOf('='));
            order.add(uri);
            attachments.contents.put(uri, compressed.toByteArray());
        }

        Element header = (Element) document.getElementsByTagNameNS(SOAP, "Header").item(0);
        Element security = document.createElementNS(WSSE, "wsse:Security");
        security.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:wsu", WSU);
        security.setAttributeNS(SOAP, "S12:mustUnderstand", "true");
        header.appendChild(security);
        security.appendChild(token(document, "X509-sender", sender));

        SecureRandom random = new SecureRandom();
        byte[] keyBytes = new byte[16];
        random.nextBytes(keyBytes);
        SecretKey contentKey = new SecretKeySpec(keyBytes, "AES");
        XMLCipher wrap = XMLCipher.getInstance("http://www.w3.org/2009/xmlenc11#rsa-oaep", null, SHA256);
        wrap.init(XMLCipher.WRAP_MODE, recipient.getPublicKey());
        EncryptedKey encrypted = wrap.encryptKey(document, contentKey, "http://www.w3.org/2009/xmlenc11#mgf1sha256", null);
        encrypted.setId("EK-1");
        Element encryptedKey = wrap.martial(document, encrypted);
        security.appendChild(encryptedKey);

        XMLSignature signature = new XMLSignature(
            document, "", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/10/xml-exc-c14n#");
        signature.addResourceResolver(attachments);
        security.appendChild(signature.getElement());
        for (String id : new String[] {"id-messaging", "id-body"}) {
            Transforms transforms = new Transforms(document);
            transforms.addTransform("http://www.w3.org/2001/10/xml-exc-c14n#");
            signature.addDocument("#" + id, transforms, SHA256);
        }

        for (String uri : order) {
            Transforms transforms = new Transforms(document);
            transforms.addTransform(CONTENT);
            signature.addDocument(uri, transforms, SHA256);
        }

        Element reference = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element direct = document.createElementNS(WSSE, "wsse:Reference");
        direct.setAttribute("URI", "#X509-sender");
        direct.setAttribute("ValueType", X509);
        reference.appendChild(direct);
        signature.getKeyInfo().getElement().appendChild(reference);
        signature.sign(senderKey);

        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        Element list = document.createElementNS(XENC, "xenc:ReferenceList");
        encryptedKey.appendChild(list);
        for (int i = 0; i < order.size(); i++) {
            Element data = document.createElementNS(XENC, "xenc:EncryptedData");
            data.setAttribute("Id", "ED-" + i);
            data.setAttribute("MimeType", "application/gzip");
            data.setAttribute("Type", SWA + "Attachment-Content-Only");
            Element method = (Element) data.appendChild(document.createElementNS(XENC, "xenc:EncryptionMethod"));
            method.setAttribute("Algorithm", "http://www.w3.org/2009/xmlenc11#aes128-gcm");
            Node cipherData = data.appendChild(document.createElementNS(XENC, "xenc:CipherData"));
            Element cipherReference = (Element) cipherData.appendChild(document.createElementNS(XENC, "xenc:CipherReference"));
            cipherReference.setAttribute("URI", order.get(i));
            Node transforms = cipherReference.appendChild(document.createElementNS(XENC, "xenc:Transforms"));
            Element transform = (Element) transforms.appendChild(document.createElementNS(DS, "ds:Transform"));
            transform.setAttribute("Algorithm", SWA + "Attachment-Ciphertext-Transform");
            security.insertBefore(data, signature.getElement());
            Element dataReference = document.createElementNS(XENC, "xenc:DataReference");
            dataReference.setAttribute("URI", "#ED-" + i);
            list.appendChild(dataReference);

            byte[] nonce = new byte[12];
            random.nextBytes(nonce);
            Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, contentKey, new GCMParameterSpec(128, nonce));
            write(bodies, "\r\n--java-boundary\r\nContent-Transfer-Encoding: binary\r\nContent-Type: application/octet-stream\r\nContent-ID: <"
                + order.get(i).substring(4) + ">\r\n\r\n");
            bodies.write(nonce);
            bodies.write(aes.doFinal(attachments.contents.get(order.get(i))));
        }

        ByteArrayOutputStream message = new ByteArrayOutputStream();
        write(message, "--java-boundary\r\nContent-Type: application/soap+xml; charset=UTF-8\r\nContent-ID: <root@java>\r\n\r\n");
        message.write(serialize(document).getBytes(StandardCharsets.UTF_8));
        message.write(bodies.toByteArray());
        write(message, "\r\n--java-boundary--\r\n");
        Files.write(Path.of(job[5]), message.toByteArray());
    }

    private static Element token(Document document, String id, X509Certificate certificate) throws Exception {
        Element token = document.createElementNS(WSSE, "wsse:BinarySecurityToken");
        token.setAttribute("EncodingType", BASE64);
        token.setAttribute("ValueType", X509);
        token.setAttributeNS(WSU, "wsu:Id", id);
        token.setTextContent(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        return token;
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Document parse(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        for (String[] name : new String[][] {{EB, "Messaging"}, {SOAP, "Body"}}) {
            ((Element) document.getElementsByTagNameNS(name[0], name[1]).item(0)).setIdAttributeNS(WSU, "Id", true);
        }

        return document;
    }

    private static String serialize(Document document) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
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
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pem(path)));
    }
}
