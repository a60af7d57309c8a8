using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

/// <summary>Floats become the nearest numbers of 8 bits, ties to even, at every width of vector.</summary>
public class Float8Tests
{
    public static TheoryData<TensorDataType, bool> Rules => new()
    {
        { TensorDataType.F8E4M3, true }, { TensorDataType.F8E4M3, false },
        { TensorDataType.F8E5M2, true }, { TensorDataType.F8E5M2, false },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Round_IsToTheNearest(TensorDataType type, bool saturates)
    {
        float[] floats = Floats(type);
        byte[] bytes = new byte[floats.Length];
        Float8.Round(floats, bytes, FormatOf(type), saturates);
        for (int i = 0; i < floats.Length; i++)
        {
            byte expected = NearestFloat8.Of(floats[i], type, saturates);
            if (bytes[i] != expected) Assert.Fail($"{floats[i]:r} is {bytes[i]:x2}, and not {expected:x2}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Round_AtEveryWidth_HasTheSameBits(TensorDataType type, bool saturates)
    {
        float[] floats = [.. Floats(type).Where(value => !float.IsNaN(value))];
        var map = new Float8Map(FormatOf(type), saturates);
        ushort[] expected = Bits<Lanes32, uint>(floats, map);
        if (Lanes128.IsSupported) Bits<Lanes128, Vector128<uint>>(floats, map).Should().Equal(expected);
        if (Lanes256.IsSupported) Bits<Lanes256, Vector256<uint>>(floats, map).Should().Equal(expected);
        if (Lanes512.IsSupported) Bits<Lanes512, Vector512<uint>>(floats, map).Should().Equal(expected);
    }

    [Theory]
    [InlineData(TensorDataType.F8E4M3)]
    [InlineData(TensorDataType.F8E5M2)]
    public void Widen_EveryByte_IsWhatRoundsToIt(TensorDataType type)
    {
        for (int bits = 0; bits < 256; bits++)
        {
            float value = Float8Format.Widen((byte)bits, type);
            byte[] rounded = new byte[1];
            Float8.Round([value], rounded, FormatOf(type), saturates: false);
            if (float.IsNaN(value)) (rounded[0] & 0x7F).Should().Be(0x7F);
            else rounded[0].Should().Be((byte)bits);
        }
    }

    [Fact]
    public void Widen_KnownNumbers()
    {
        Number(TensorDataType.F8E4M3, 0x7E, 0x01, 0x38, 0xB8).Should().Equal(448, 1f / 512, 1, -1);
        Number(TensorDataType.F8E5M2, 0x7B, 0x01, 0x3C, 0xFC).Should().Equal(57344, 1f / 65536, 1, float.NegativeInfinity);
        Number(TensorDataType.F8E4M3Fnuz, 0x7F, 0x01, 0x40, 0x80).Should().Equal(240, 1f / 1024, 1, float.NaN);
        Number(TensorDataType.F8E5M2Fnuz, 0x7F, 0x01, 0x40, 0x80).Should().Equal(57344, 1f / 131072, 1, float.NaN);
        Number(TensorDataType.F8E8M0, 0, 127, 128, 254, 255).Should().Equal(MathF.Pow(2, -127), 1, 2, MathF.Pow(2, 127), float.NaN);

        static float[] Number(TensorDataType type, params byte[] bytes) => [.. bytes.Select(bits => Float8Format.Widen(bits, type))];
    }

    private static ushort[] Bits<TLanes, TVector>(float[] floats, Float8Map map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        ushort[] bits = new ushort[floats.Length];
        NarrowingLoop.Run<TLanes, TVector, Float8Map>(MemoryMarshal.Cast<float, uint>(floats), bits, ref map);
        return bits;
    }

    private static Float8Format FormatOf(TensorDataType type) =>
        type == TensorDataType.F8E4M3 ? Float8Format.E4M3 : Float8Format.E5M2;

    /// <summary>Every number and every tie, the floats beside them, large ones, and some at random, with both signs.</summary>
    private static float[] Floats(TensorDataType type)
    {
        double[] numbers = NearestFloat8.Of(type);
        double largest = numbers[^1], step = largest - numbers[^2];
        IEnumerable<float> places = numbers.Concat(numbers.Zip(numbers.Skip(1), (one, other) => (one + other) / 2))
            .Concat([largest + step / 2, largest + step, 2 * largest]).Select(value => (float)value);
        var random = new Random(1);
        IEnumerable<float> positive = places.SelectMany(value => (float[])[MathF.BitDecrement(value), value, MathF.BitIncrement(value)])
            .Concat([float.MaxValue, float.PositiveInfinity, float.Epsilon, float.NaN])
            .Concat(Enumerable.Range(0, 20_000).Select(_ => BitConverter.UInt32BitsToSingle((uint)random.Next())))
            .Concat(Enumerable.Range(0, 20_000).Select(_ => (float)(largest * Math.Pow(random.NextDouble(), 8))));
        return [.. positive.SelectMany(value => (float[])[value, -value])];
    }
}
