using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Initializers.Tests.Randomness.Philox;

public class PhiloxStreamTests
{
    private static readonly Gen<PhiloxStream> Parents = Gen.Select(Gen.ULong, Gen.ULong, (key, counter) => new PhiloxStream(key, counter));

    [Fact]
    public void Fork_NamesOfEveryLength_IsTheSpecificationsByDotNetsHash() =>
        Gen.Select(Parents, Gen.Char[' ', '~'].Array[300], Gen.Char['\0', '\uD7FF'].Array[300]).Holds((parent, letters, anything) =>
        {
            for (int length = 0; length <= 300; length++)
            {
                foreach (string name in (string[])[new(letters, 0, length), new string(anything, 0, length) + "🙂"])
                    parent.Fork(name).Should().Be(Expected(parent, 'n', Encoding.UTF8.GetBytes(name)), $"of \"{name}\"");
            }
        }, count: 3);

    [Fact]
    public void Fork_Indices_IsTheSpecificationsByDotNetsHash() =>
        Gen.Select(Parents, Gen.OneOf(Gen.ULong, Gen.OneOf<ulong>(0, 1, 255, 256, uint.MaxValue, 1UL << 63, ulong.MaxValue)))
            .Holds((parent, index) =>
        {
            byte[] payload = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(payload, index);
            parent.Fork(index).Should().Be(Expected(parent, 'i', payload));
        });

    /// <summary>docs/philox4x32-10-v1.md, section 1, to the letter.</summary>
    private static PhiloxStream Expected(PhiloxStream parent, char tag, byte[] payload)
    {
        using var message = new MemoryStream();
        using var writer = new BinaryWriter(message); // little-endian on every machine
        writer.Write("philox4x32-10/v1"u8);
        writer.Write(parent.Key);
        writer.Write(parent.Counter);
        writer.Write((byte)tag);
        writer.Write((long)payload.Length);
        writer.Write(payload);
        byte[] digest = SHA256.HashData(message.ToArray());
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest.AsSpan(8)));
    }
}
