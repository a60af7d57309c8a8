namespace Initializers.Tests.Schemes;

/// <summary>Given values come back as they were given, whole and in slices, and to no other shape.</summary>
public class ArrayTests
{
    private static readonly float[] Six = [1, -2, 3.5f, -0f, 5, float.MaxValue];

    [Fact]
    public void FromArray_AnyShapeOfSoManyElements_HasTheValues()
    {
        ArrayInitializer initializer = Init.FromArray(Six);
        initializer.Initialize([2, 3]).Should().Equal(Six);
        initializer.Initialize([6]).Should().Equal(Six);
        initializer.Initialize([3, 1, 2]).Should().Equal(Six);
        initializer.Values.ToArray().Should().Equal(Six);
    }

    [Fact]
    public void FromMatrix_ItsShape_HasTheRows()
    {
        Init.FromMatrix(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }).Initialize([2, 3]).Should().Equal(1, 2, 3, 4, 5, 6);
        Init.FromMatrix(new float[0, 3]).Initialize([0, 3]).Should().BeEmpty();
    }

    [Fact]
    public void FromArray_ValuesChangedLater_KeepsItsOwn()
    {
        float[] values = [1, 2];
        ArrayInitializer initializer = Init.FromArray(values);
        values[0] = 9;
        initializer.Initialize([2]).Should().Equal(1, 2);
    }

    [Fact]
    public void InitializeSlice_AnySlice_IsThatSlice()
    {
        for (int start = 0; start <= 6; start++)
        {
            for (int length = 0; length <= 6 - start; length++)
            {
                var random = new PhiloxRandom(1);
                var slice = new float[length];
                Init.FromArray(Six).InitializeSlice(slice, start, [2, 3], random);
                slice.Should().Equal(Six[start..(start + length)]);
                random.Position.Should().Be(start + length, "every fill moves its source by its elements");
            }
        }
    }

    [Fact]
    public void Initialize_Doubles_AreTheSameNumbers()
    {
        var weights = new double[6];
        Init.FromArray(Six).Initialize(weights, [6], new PhiloxRandom(1));
        weights.Should().Equal(Six.Select(value => (double)value));
    }

    [Fact]
    public void Equals_ByBitsAndDimensions()
    {
        Init.FromArray(Six).Should().Be(Init.FromArray(Six));
        Init.FromArray(Six).GetHashCode().Should().Be(Init.FromArray(Six).GetHashCode());
        Init.FromArray([0]).Should().NotBe(Init.FromArray([-0f]));
        Init.FromMatrix(new float[1, 2]).Should().Be(Init.FromMatrix(new float[1, 2]))
            .And.NotBe(Init.FromMatrix(new float[2, 1])).And.NotBe(Init.FromArray([0, 0]));
        Init.FromArray(Six).ToString().Should().Be("FromArray([1, -2, 3.5, -0, 5, 3.4028235E+38])");
        Init.FromMatrix(new float[1, 2]).ToString().Should().Be("FromArray([0, 0], [1, 2])");
    }

    [Fact]
    public void FromArray_WhatDoesNotFit_IsRefusedAndNothingIsWritten()
    {
        var weights = new float[8];
        Refuse(() => Init.FromArray(Six).Initialize(weights, [2, 4], new PhiloxRandom(1)),
            "shape must have 6 elements, as many as the values, but was [2, 4] (out, in).*", "shape");
        weights.Should().OnlyContain(weight => weight == 0);
        Refuse(() => Init.FromMatrix(new float[2, 3]).Initialize([3, 2]),
            "shape must be [2, 3], the shape of the values, but was [3, 2] (out, in).*", "shape");
        Refuse(() => Init.FromArray([1, float.NaN]), "values[1] must be a finite number, but was NaN.*", "values");
        Refuse(() => Init.FromMatrix(new[,] { { float.PositiveInfinity } }),
            "values[0] must be a finite number, but was Infinity.*", "values");
        Refuse(() => Init.FromMatrix((float[,])null!), "*", "values");
        Refuse(() => _ = new ArrayInitializer(Six, [7]), "values must have 7 elements for the shape [7], but had 6.*", "values");
    }

    private static void Refuse(Action action, string message, string parameter) =>
        action.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
}
