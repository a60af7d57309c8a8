using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Initializers.Frameworks;

namespace Initializers.Tests.KnownAnswers;

/// <summary>SHA-1 and SHA-256 against the examples of their standard and against .NET's implementations.</summary>
public class SecureHashTests
{
    private const string Abc = "abc", Bits448 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        Bits896 = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    [Theory]
    [InlineData("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(Abc, 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(Bits448, 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData(Bits896, 1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1")]
    [InlineData("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")]
    public void Sha256_OfTheStandardsExamples_IsTheirDigest(string text, int times, string digest) =>
        Convert.ToHexStringLower(Hash<Sha256>(Repeated(text, times), Sha256.DigestBytes)).Should().Be(digest);

    [Theory]
    [InlineData("", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData(Abc, 1, "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(Bits448, 1, "84983e441c3bd26ebaae4aa1f95129e5e54670f1")]
    [InlineData(Bits896, 1, "a49b2446a02c645bf419f995b67091253a04a259")]
    [InlineData("a", 1_000_000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f")]
    public void Sha1_OfTheStandardsExamples_IsTheirDigest(string text, int times, string digest) =>
        Convert.ToHexStringLower(Hash<Sha1>(Repeated(text, times), Sha1.DigestBytes)).Should().Be(digest);

    [Fact]
    public void Hash_OfEveryLengthTo300_IsDotNets() => Gen.Byte.Array[300].Holds(bytes =>
    {
        for (int length = 0; length <= bytes.Length; length++)
        {
            byte[] message = bytes[..length];
            Hash<Sha256>(message, Sha256.DigestBytes).Should().Equal(SHA256.HashData(message), $"the message has {length} bytes");
#pragma warning disable CA5350 // the reference that ours must match
            Hash<Sha1>(message, Sha1.DigestBytes).Should().Equal(SHA1.HashData(message), $"the message has {length} bytes");
#pragma warning restore CA5350
        }
    }, count: 3);

    [Fact]
    public void Hash_OfAnyMessage_AllocatesNothing()
    {
        byte[] message = new byte[1000], digest = new byte[Sha256.DigestBytes];
        Allocations.Of(() =>
        {
            SecureHash.Hash<Sha256>(message, digest);
            SecureHash.Hash<Sha1>(message, digest);
        }).Should().Be(0);
    }

    private static byte[] Hash<THash>(byte[] message, int digestBytes) where THash : struct, ISecureHash
    {
        byte[] digest = new byte[digestBytes];
        SecureHash.Hash<THash>(message, digest);
        return digest;
    }

    private static byte[] Repeated(string text, int times) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)));
}
