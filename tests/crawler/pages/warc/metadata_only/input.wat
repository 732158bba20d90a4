WARC/1.0
WARC-Type: warcinfo
WARC-Date: 2024-05-17T23:31:22Z
WARC-Record-ID: <urn:uuid:0>
Content-Type: application/warc-fields
Content-Length: 12

software: x


