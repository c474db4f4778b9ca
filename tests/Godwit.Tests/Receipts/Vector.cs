namespace Godwit.Tests.Receipts;

/// <summary>One receipt by docs/architecture/receipt.md, made without this code; its key was thrown away.</summary>
internal static class Vector
{
    public static readonly string[] Groups =
    [
        "1832303236303831322d3039303030302d30303030303030310561646d696e0080ade204",
        "11616c69636540676f647769742e74657374116c637330312e676f647769742e74657374127232706f6f6c2e676f647769742e74657374",
        "0180dac409018087a70e0180b489130180e1eb1700",
        "01aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa03076163636f756e7401bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb08636f6e746163747332cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc086d656574696e677300",
        "02",
        "08636f6d706c65746500",
    ];

    public const string Leaf = "9ef3a62a5497d6eb171bfe1663724adca8025869cf983400973989a56a8c0215";

    public const string Key = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcw4dgOrK0wHo+j39S4TnmR3SriDi
        CjFfnklEspyGioigVEyf3vtfhbxI0ANKvxnyPt4RMz52ebUMYGK4ICrKAA==
        -----END PUBLIC KEY-----
        """;

    public const string Line = """
        {"version":1,"receipt":{"move":{"id":"20260812-090000-00000001","askedBy":"admin","forced":false,"started":"1970-01-01T00:00:01+00:00"},"user":{"address":"alice@godwit.test","from":"lcs01.godwit.test","to":"r2pool.godwit.test"},"times":{"fenced":"1970-01-01T00:00:02+00:00","copied":"1970-01-01T00:00:03+00:00","verified":"1970-01-01T00:00:04+00:00","switched":"1970-01-01T00:00:05+00:00"},"source":{"digest":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","kinds":[{"kind":"account","items":1,"digest":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},{"kind":"contacts","items":50,"digest":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"},{"kind":"meetings","items":0,"digest":""}]},"target":{"digest":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","kinds":[{"kind":"account","items":1,"digest":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},{"kind":"contacts","items":50,"digest":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"},{"kind":"meetings","items":0,"digest":""}]},"outcome":{"data":"complete","lost":[]}},"seal":{"groups":{"move":"0d2ac22919c35ecbc1db525aef33ce1d7b845ce08becac1051370aa98f2e72a0","user":"2d120c96ac408e81035ddd6233753315f3ce604c39a64e116198460c3bbdd40c","times":"efc8865791f590b38399fa18349271188d1351de406649a5ba2ffa874f4bb860","source":"bf7fc8e207d525a404f8a5ea0a7d7d3e993562211755dd11cdf09a0518943d6a","target":"dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986","outcome":"3e56494b60f05775ca1bd3bc4eb42cf4644064f98e9016cb91339f6376e3ee6e"},"path":["R8d1adf1f27ba3b7a9f44da477d15bd724803c674708f58cd2f6eaa8622038537"],"key":"df3fa18701030b1f7f5b02fb99c4557373145863f271cadc337ae7d76ed97569","signature":"PeEcCfwS30CRBR7rsUWKZiOpW8UQhwpmmqgznLKclWSHbgrLLOheo3VG8rnV1r0wcgRRO5xIRWM6Rt6195r/fg=="}}
        """;
}
