using System.Runtime.Intrinsics;

namespace Initializers.Tests.NumberTypes;

/// <summary>Floats become the nearest numbers of 16 bits, ties to even, at every width of vector.</summary>
public class NarrowingTests
{
    /// <summary>Floats at every number of either type and every tie between two, and just below and above.</summary>
    private static readonly float[] Floats =
    [
        .. from upper in Enumerable.Range(0, 1 << 16)
           from lower in (uint[])[0, 1, 0x0FFF, 0x1000, 0x1001, 0x2FFF, 0x3000,
               0x3001, 0x7FFF, 0x8000, 0x8001, 0xEFFF, 0xF000, 0xF001, 0xFFFF]
           select BitConverter.UInt32BitsToSingle((uint)upper << 16 | lower),
    ];

    [Fact]
    public void Convert_ToHalf_IsTheNearestAndNeverBeyondTheLargest()
    {
        var halves = new Half[Floats.Length];
        Numbers.Convert<Half>(Floats, halves);
        for (int i = 0; i < halves.Length; i++)
        {
            Half expected = (Half)Math.Clamp(Floats[i], (float)Half.MinValue, (float)Half.MaxValue);
            if (!Same(expected, halves[i])) Assert.Fail($"{Floats[i]:r} is {halves[i]:r}, and not {expected:r}");
        }
    }

    [Fact]
    public void Convert_ToBFloat16_IsTheNearestAndNeverBeyondTheLargest()
    {
        var numbers = new ushort[Floats.Length];
        Numbers.Convert<ushort>(Floats, numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            float value = Floats[i], number = BitConverter.UInt32BitsToSingle((uint)numbers[i] << 16);
            if (float.IsNaN(value) ? !float.IsNaN(number) : numbers[i] != NearestBFloat16.Of(value))
                Assert.Fail($"{value:r} is {number:r}");
        }
    }

    [Fact]
    public void Range_OfANumberType_IsFromTheNextNumberAboveToTheNextBelow()
    {
        foreach (float value in Floats.Where(float.IsFinite))
        {
            var range = new FloatRange(value, value);
            FloatRange halves = range.In<Half>(), numbers = range.In<ushort>();
            if (halves.Smallest != Above(value) || halves.Largest != -Above(-value)) Assert.Fail($"{value:r} is in {halves} of Half");
            uint up = BitConverter.SingleToUInt32Bits(numbers.Smallest), down = BitConverter.SingleToUInt32Bits(numbers.Largest);
            bool isNext = (up & 0xFFFF) == 0 && (down & 0xFFFF) == 0 && numbers.Smallest >= value && numbers.Largest <= value
                && (numbers.Smallest == value ? numbers.Largest == value
                    : Math.Abs((long)up - down) == 1 << 16 || up << 1 == 0 || down << 1 == 0);
            if (!isNext) Assert.Fail($"{value:r} is in {numbers} of bfloat16");
        }

        static float Above(float value)
        {
            var nearest = (Half)value;
            return (float)((float)nearest >= value ? nearest : Half.BitIncrement(nearest));
        }
    }

    [Fact]
    public void Run_EveryWidthOfVector_GivesTheSameBits()
    {
        uint[] words = [.. Floats.Where(value => Math.Abs(value) <= 65504).Select(BitConverter.SingleToUInt32Bits)];
        AssertSame(words, new HalfMap());
        AssertSame(words, new BFloat16Map());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(100)]
    public void Run_AnyLength_WritesThatMuchAndKnowsTheLargest(int length)
    {
        uint[] words = [.. Enumerable.Range(0, length).Select(i => BitConverter.SingleToUInt32Bits(i % 2 == 0 ? i : -i))];
        ushort[] destination = [.. Enumerable.Repeat((ushort)123, length + 1)];
        uint largest = NarrowingLoop.Run(words, destination.AsSpan(0, length), new HalfMap());
        largest.Should().Be(BitConverter.SingleToUInt32Bits(Math.Max(length - 1, 0)));
        destination[..length]
            .Should().Equal(Enumerable.Range(0, length).Select(i => BitConverter.HalfToUInt16Bits((Half)(i % 2 == 0 ? i : -i))));
        destination[length].Should().Be(123);
    }

    private static void AssertSame<TMap>(uint[] words, TMap map) where TMap : struct, INarrowingMap
    {
        ushort[] scalar = Run<Lanes32, uint, TMap>(words, map);
        if (Lanes128.IsSupported) Run<Lanes128, Vector128<uint>, TMap>(words, map).Should().Equal(scalar);
        if (Lanes256.IsSupported) Run<Lanes256, Vector256<uint>, TMap>(words, map).Should().Equal(scalar);
        if (Lanes512.IsSupported) Run<Lanes512, Vector512<uint>, TMap>(words, map).Should().Equal(scalar);
    }

    private static ushort[] Run<TLanes, TVector, TMap>(uint[] words, TMap map)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
        where TMap : struct, INarrowingMap
    {
        var destination = new ushort[words.Length];
        NarrowingLoop.Run<TLanes, TVector, TMap>(words, destination, ref map);
        return destination;
    }

    private static bool Same(Half a, Half b) =>
        Half.IsNaN(a) ? Half.IsNaN(b) : BitConverter.HalfToUInt16Bits(a) == BitConverter.HalfToUInt16Bits(b);
}
