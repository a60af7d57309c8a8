using Initializers.Kernels;

namespace Initializers;

/// <summary>A quantity of a state-space model, the same in every channel: the state n is the place along the last axis, and for a matrix n is the output and k the input.</summary>
/// <remarks>
/// Computed in double by portable operations and rounded once. Takes no random words, but moves the source as every fill does. Sources as of <see cref="StateSpaceInit"/>. Thread-safe: an immutable value.
/// </remarks>
public sealed record StateSpaceInitializer : FixedInitializer
{
    /// <summary>A quantity.</summary>
    /// <param name="quantity">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is not a named one.</exception>
    public StateSpaceInitializer(StateSpaceQuantity quantity) => Quantity = Guard.Defined(quantity);

    /// <summary>Which one.</summary>
    public StateSpaceQuantity Quantity { get; }

    /// <summary><c>HippoLegsB()</c>.</summary>
    public override string ToString() => $"{Quantity}()";

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        if (Quantity == StateSpaceQuantity.HippoLegsA)
        {
            if (shape.Rank != 2 || shape[0] != shape[1]) throw new ArgumentException($"shape is {shape}; accepted is a matrix of states by states.", nameof(shape));
            PlaceFill.Run(slice, start, shape, new LegsA());
        }
        else
        {
            if (shape.Rank < 1 || (shape.Rank > 1 && shape[^1] == 1))
                throw new ArgumentException($"shape is {shape}; accepted is one whose last axis is the states. For a column fill the vector.", nameof(shape));
            for (int i = 0; i < slice.Length; i++) slice[i] = (float)Of((start + i) % shape[^1], shape[^1]);
        }
    }

    private readonly struct LegsA : IPlaceFormula
    {
        public float At(in ElementPlaces place)
        {
            (double n, double k) = (place.Output, place.Input);
            return (float)(n > k ? -Math.Sqrt((2 * n + 1) * (2 * k + 1)) : n == k ? -(n + 1) : 0);
        }
    }

    private double Of(double n, double states) => Quantity switch
    {
        StateSpaceQuantity.HippoLegsB => Math.Sqrt(2 * n + 1),
        StateSpaceQuantity.HippoLegsP => Math.Sqrt(n + 0.5),
        StateSpaceQuantity.S4DLogRealPart => PortableMath.Log(0.5),
        StateSpaceQuantity.S4DLinImaginaryPart => Math.PI * n,
        StateSpaceQuantity.S4DInvImaginaryPart => 2 * states / Math.PI * (2 * states / (2 * n + 1) - 1),
        StateSpaceQuantity.MambaLogA => PortableMath.Log(n + 1),
        _ => throw Guard.Undefined(Quantity),
    };
}
