using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// A quantity of a state-space model, the same in every channel: the state n is the position along the last axis; in a matrix n is the
/// output and k the input.
/// </summary>
/// <example>
/// <code>
/// float[] a = StateSpaceInit.HippoLegsA().Initialize([64, 64]);
/// </code>
/// </example>
/// <remarks>
/// <para>
/// Computed in double by portable operations and rounded once. Deterministic, but advances the source as every fill does. For the papers
/// see <see cref="StateSpaceInit"/>. There is no prediction for more than 65,536 states.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<StateSpaceInitializer>))]
public sealed record StateSpaceInitializer : FixedInitializer
{
    /// <summary>The largest number of states whose values are added up for a prediction.</summary>
    private const long MostStates = 1 << 16;

    /// <summary>Fills with a quantity.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantity"/> is not a defined value.</exception>
    public StateSpaceInitializer(StateSpaceQuantity quantity) => Quantity = Guard.Defined(quantity);

    /// <summary>The quantity.</summary>
    public StateSpaceQuantity Quantity { get; }

    /// <summary><c>HippoLegsB()</c>.</summary>
    public override string ToString() => $"{Quantity}()";

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        if (Quantity == StateSpaceQuantity.HippoLegsA)
        {
            if (shape.Rank != 2 || shape[0] != shape[1])
                throw new ArgumentException($"shape must be a square matrix, states by states, but was {shape}.", nameof(shape));
            LayerCounts.Check(shape);
        }
        else if (shape.Rank < 1 || (shape.Rank > 1 && shape[^1] == 1))
            throw new ArgumentException(
                $"shape must have the states as its last axis, but was {shape}. Fill a column as a vector.", nameof(shape));
    }

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape) => shape[^1] > MostStates ? null
        : Quantity == StateSpaceQuantity.HippoLegsA ? PredictLegsA(shape)
        : PredictStates(shape[^1]);

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        if (Quantity == StateSpaceQuantity.HippoLegsA) ConnectionFill.Run(slice, start, shape, new LegsA());
        else
        {
            for (int i = 0; i < slice.Length; i++) slice[i] = (float)Of((start + i) % shape[^1], shape[^1]);
        }
    }

    /// <summary>The prediction over the states, which are the same in every channel.</summary>
    private WeightPrediction PredictStates(long states)
    {
        var sum = new PredictionSum();
        for (long n = 0; n < states; n++) sum.Add(1, Of(n, states));
        return sum.ToPrediction(states);
    }

    /// <summary>The prediction row by row, from the sums of sqrt(2k + 1) and 2k + 1 over the columns before the diagonal.</summary>
    private static WeightPrediction PredictLegsA(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            double roots = 0;
            for (double n = 0; n < counts.RowsOf(block); n++)
            {
                double before = Math.Min(n, counts.Inputs), root = Math.Sqrt(2 * n + 1);
                if (before > 0)
                {
                    double nearest = root * Math.Sqrt(2 * before - 1);
                    sum.Add(counts.Occurrences * before, -root * roots / before, (2 * n + 1) * before, -nearest, -root);
                }
                if (n >= counts.Inputs) continue;
                sum.Add(counts.Occurrences, -(n + 1));
                roots += root;
            }
        }
        return sum.ToPrediction(shape.Count);
    }

    private readonly struct LegsA : IConnectionFormula
    {
        public float At(in ConnectionCursor connection)
        {
            (double n, double k) = (connection.Output, connection.Input);
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

/// <summary>A quantity of a state-space model for each state n, counted from 0, or each pair of states (n, k).</summary>
public enum StateSpaceQuantity
{
    /// <summary>A of HiPPO-LegS, a matrix: -sqrt((2n + 1)(2k + 1)) for n > k, -(n + 1) for n = k, else 0.</summary>
    HippoLegsA,

    /// <summary>B of HiPPO-LegS: sqrt(2n + 1).</summary>
    HippoLegsB,

    /// <summary>The rank-1 correction of HiPPO-LegS: sqrt(n + 1/2).</summary>
    HippoLegsP,

    /// <summary>The logarithm of S4D's negated real part: ln(1/2).</summary>
    S4DLogRealPart,

    /// <summary>S4D-Lin's imaginary part: pi n.</summary>
    S4DLinImaginaryPart,

    /// <summary>S4D-Inv's imaginary part: N / pi (N / (2n + 1) - 1), N twice the extent of the axis.</summary>
    S4DInvImaginaryPart,

    /// <summary>Mamba's A as stored: ln(n + 1).</summary>
    MambaLogA,
}
