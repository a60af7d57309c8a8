using System.Runtime.InteropServices;
using Initializers.Tests.NumberTypes;

namespace Initializers.Tests.Contracts;

/// <summary>The contract of every entry of the catalogue.</summary>
public class CatalogueContractTests
{
    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_SameSourceTwice_SameBits(string name) =>
        Bits(Fill(name, ShapeOf(name))).Should().Equal(Bits(Fill(name, ShapeOf(name))));

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_AnyShape_IsFinite(string name) =>
        Fill(name, ShapeOf(name)).Should().OnlyContain(weight => float.IsFinite(weight));

    [Theory, MemberData(nameof(Catalogue.Random), MemberType = typeof(Catalogue))]
    public void Initialize_AnotherSeedNameOrIndex_OtherValues(string name)
    {
        float[] weights = Fill(name, ShapeOf(name));
        foreach (PhiloxRandom other in (PhiloxRandom[])[
            new(2), new PhiloxRandom(1).Fork("weight"), new PhiloxRandom(1).Fork(0), new PhiloxRandom(1).Fork(1)])
        {
            // Equal values are a coincidence of 1 in 2^24; intervals with few floats have more, but not a third of all.
            float[] others = Fill(name, ShapeOf(name), other);
            weights.Zip(others).Count(pair => pair.First == pair.Second && pair.First != 0).Should().BeLessThan(weights.Length / 3);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Fixed), MemberType = typeof(Catalogue))]
    public void Initialize_WhatDrawsNothing_SameValuesFromAnotherSeed(string name) =>
        Bits(Fill(name, ShapeOf(name), new PhiloxRandom(2))).Should().Equal(Bits(Fill(name, ShapeOf(name))));

    [Theory, MemberData(nameof(Catalogue.Sliced), MemberType = typeof(Catalogue))]
    public void InitializeSlice_AnySlice_IsThatSliceOfTheWhole(string name)
    {
        var initializer = (ISliceInitializer)Catalogue.Get(name);
        float[] whole = Fill(name, ShapeOf(name));
        foreach ((int start, int length) in ((int, int)[])[(0, 0), (0, 1), (0, whole.Length), (1, 7), (36, 2), (63, 65),
            (64, 128), (whole.Length / 2, whole.Length - whole.Length / 2), (whole.Length, 0), (whole.Length - 1, 1)])
        {
            var random = new PhiloxRandom(1);
            var slice = new float[length];
            initializer.InitializeSlice(slice, start, ShapeOf(name), random);
            Bits(slice).Should().Equal(Bits(whole[start..(start + length)]), "the slice starts at {0}", start);
            random.Position.Should().Be(start + length);
        }
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_AnyParameter_MovesTheSourceByItsElements(string name)
    {
        var random = new PhiloxRandom(1);
        Fill(name, ShapeOf(name), random);
        random.Position.Should().Be(ShapeOf(name).Count);
    }

    [Theory, MemberData(nameof(Catalogue.OfVectors), MemberType = typeof(Catalogue))]
    public void Initialize_EveryLength_IsAPrefixOfALongerOne(string name)
    {
        float[] longest = Fill(name, TensorShape.Vector(256).WithFans(64, 64));
        for (int length = 0; length <= 256; length++)
        {
            var random = new PhiloxRandom(1);
            float[] weights = Fill(name, TensorShape.Vector(length).WithFans(64, 64), random);
            Bits(weights).Should().Equal(Bits(longest[..length]), "the length is {0}", length);
            random.Position.Should().Be(length);
        }
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_OneThreadOrAll_SameBits(string name)
    {
        TensorShape large = Catalogue.ShapeFor(Catalogue.Get(name), large: true);
        float[] alone = Fill(name, large, new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 });
        float[] together = Fill(name, large, new PhiloxRandom(1));
        Bits(together).AsSpan().SequenceEqual(Bits(alone)).Should().BeTrue();
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_SourceOfAnotherKind_SameMap(string name)
    {
        // A source that has only NextBits uses the same kernels: the same words give the same values.
        var words = new uint[checked((int)ShapeOf(name).Count)];
        new PhiloxRandom(1).NextBits(words);
        Bits(Fill(name, ShapeOf(name), new BitsOnly(new SequenceRandom(words)))).Should().Equal(Bits(Fill(name, ShapeOf(name))));
    }

    [Theory, MemberData(nameof(Catalogue.Widened), MemberType = typeof(Catalogue))]
    public void Initialize_Double_IsTheFloatsWidened(string name) =>
        Catalogue.Get(name).Initialize<double>(ShapeOf(name), new PhiloxRandom(1))
            .Should().Equal(Fill(name, ShapeOf(name)).Select(weight => (double)weight));

    /// <summary>
    /// Each float results from three products, sums of up to 37 numbers, of columns whose length is the gain: 111
    /// roundings of 2^-24, which add up like a random walk, as the square root of their number.
    /// </summary>
    [Theory, MemberData(nameof(Catalogue.DrawnInDouble), MemberType = typeof(Catalogue))]
    public void Initialize_DoubleOfWhatIsComputed_RoundsToTheFloatsButForTheirLastBits(string name)
    {
        var initializer = (IPredictableInitializer)Catalogue.Get(name);
        double largest = initializer.Predict(ShapeOf(name))!.Value.Largest * Math.ScaleB(Math.Sqrt(111), -24);
        initializer.Initialize<double>(ShapeOf(name), new PhiloxRandom(1)).Should()
            .Equal(Fill(name, ShapeOf(name)), (weight, rounded) => Math.Abs(weight - rounded) <= largest);
    }

    [Theory, MemberData(nameof(Catalogue.Unscaled), MemberType = typeof(Catalogue))]
    public void Initialize_Half_IsTheFloatsRoundedOnce(string name) =>
        RoundedOnce.Verify(Fill(name, ShapeOf(name)), Catalogue.Get(name).Initialize<Half>(ShapeOf(name), new PhiloxRandom(1)));

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_WrongLength_ThrowsAndTouchesNothing(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        TensorShape shape = ShapeOf(name);
        foreach (int length in (int[])[0, 1, (int)shape.Count - 1, (int)shape.Count + 1])
        {
            float[] weights = [.. Enumerable.Repeat(123f, length)];
            var random = new PhiloxRandom(1);
            Action act = () => initializer.Initialize(weights.AsSpan(), shape, random);
            act.Should().Throw<ArgumentException>().WithMessage($"weights must have {shape.Count} elements*{shape}, but had {length}.*")
                .WithParameterName("weights");
            weights.Should().Equal(Enumerable.Repeat(123f, length));
            random.Position.Should().Be(0);
        }
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_EmptyParameter_FillsNothingAndDrawsNothing(string name)
    {
        var random = new PhiloxRandom(1);
        Catalogue.Get(name).Initialize(Span<float>.Empty, [0, 5], random);
        Catalogue.Get(name).Initialize(Span<double>.Empty, [5, 0], random);
        Catalogue.Get(name).Initialize([0]).Should().BeEmpty("fans are checked only where there is something to fill");
        random.Position.Should().Be(0);
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_NoSource_Throws(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        TensorShape shape = ShapeOf(name);
        var weights = new float[shape.Count];
        ((Action)(() => initializer.Initialize(weights.AsSpan(), shape, null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
        ((Action)(() => initializer.Initialize(new double[shape.Count].AsSpan(), shape, null!)))
            .Should().Throw<ArgumentNullException>().WithParameterName("random");
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void Initialize_SpanPathOnOneThread_AllocatesNothing(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        var random = new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 };
        TensorShape shape = initializer is OrthogonalInitializer ? Catalogue.ShapeFor(initializer, large: true) : ShapeOf(name);
        var weights = new float[shape.Count];
        Allocations.Of(() => initializer.Initialize(weights, shape, random)).Should().Be(0);
    }

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void ToString_AnyEntry_IsACallInTheInvariantCulture(string name)
    {
        // The text of a composite initializer contains the texts of its parts.
        const string Number = @"\d+ values|\d+ elements, \d+ kept|-?[\d.]+(E-?\d+)?|[+-]?∞|-?Infinity|\w+";
        string text = Catalogue.Get(name).ToString()!;
        IWeightInitializer[] inner = Catalogue.Get(name) switch
        {
            WrappingInitializer wrapping => [wrapping.Inner],
            PerBlockInitializer packed => [.. packed.Blocks],
            _ => [],
        };
        foreach (string other in inner.Select(other => other.ToString()!).Distinct())
        {
            text.Should().Contain(other);
            text = text.Replace(other, "Other()", StringComparison.Ordinal);
        }
        text.Should().MatchRegex($@"^[A-Z]\w+\((((\w+: )?({Number}|Other\(\)))(, )?)*\)(\.\w+\((((\w+: )?({Number}))(, )?)*\))?$");
    }

    private static TensorShape ShapeOf(string name) => Catalogue.ShapeFor(Catalogue.Get(name));

    private static float[] Fill(string name, TensorShape shape, IRandomSource? random = null) =>
        Catalogue.Get(name).Initialize(shape, random ?? new PhiloxRandom(1));

    private static uint[] Bits(float[] weights) => MemoryMarshal.Cast<float, uint>(weights).ToArray();

    private sealed class BitsOnly(SequenceRandom words) : IRandomBitSource
    {
        public void NextBits(Span<uint> destination) => words.NextBits(destination);
    }
}
