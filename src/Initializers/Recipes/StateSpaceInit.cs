using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Recipes for state-space models: the matrices of S4, S4D and Mamba. The index n of a state is its position along the last axis, from 0.
/// </summary>
/// <example>
/// <code>
/// float[] logA = StateSpaceInit.MambaLogA().Initialize([1536, 16]);
/// float[] stepBias = StateSpaceInit.MambaStepBias().Initialize([1536], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>The quantities of a state are the same in all channels: the shape is <c>[states]</c> or <c>[channels, states]</c>; fill a column
/// <c>[states, 1]</c> as a vector. In x' = A x + B u, as in the papers, A includes the minus sign.</para>
/// <para>
/// Gu, Dao, Ermon, Rudra and Ré (2020), "HiPPO: Recurrent Memory with Optimal Polynomial Projections",
/// <see href="https://arxiv.org/abs/2008.07669"/>; Gu, Goel and Ré (2022), "Efficiently Modeling Long Sequences with Structured State
/// Spaces", <see href="https://arxiv.org/abs/2111.00396"/>; Gu, Gupta, Goel and Ré (2022), "On the Parameterization and Initialization of
/// Diagonal State Space Models", <see href="https://arxiv.org/abs/2206.11893"/>; Gu and Dao (2023), "Mamba: Linear-Time Sequence Modeling
/// with Selective State Spaces", <see href="https://arxiv.org/abs/2312.00752"/>; and the authors' code: <c>hippo.py</c>, <c>dplr.py</c> and
/// <c>s4d.py</c> in state-spaces/s4, and <c>mamba_simple.py</c> in state-spaces/mamba.
/// </para>
/// <para>Thread-safe: all members return immutable values.</para>
/// </remarks>
public static class StateSpaceInit
{
    /// <summary>
    /// A of HiPPO-LegS, for a matrix <c>[states, states]</c>: -sqrt((2n + 1)(2k + 1)) below the diagonal, -(n + 1) on it, and 0 above.
    /// </summary>
    public static StateSpaceInitializer HippoLegsA() => new(StateSpaceQuantity.HippoLegsA);

    /// <summary>B of HiPPO-LegS: sqrt(2n + 1).</summary>
    public static StateSpaceInitializer HippoLegsB() => new(StateSpaceQuantity.HippoLegsB);

    /// <summary>P of HiPPO-LegS, for which A + P P^T is normal, in the decomposition of S4: sqrt(n + 1/2).</summary>
    public static StateSpaceInitializer HippoLegsP() => new(StateSpaceQuantity.HippoLegsP);

    /// <summary>The logarithm of S4D's step, one for each channel, <c>[channels]</c>: U[ln smallest, ln largest).</summary>
    /// <param name="smallest">The smallest step, above 0.</param>
    /// <param name="largest">The largest step, above the smallest.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A step is not a finite number above 0, the smallest is not below the largest, or no float lies between their logarithms.
    /// </exception>
    public static UniformInitializer S4DLogStep(double smallest = 0.001, double largest = 0.1)
    {
        Guard.Ordered(Guard.Positive(smallest), Guard.Positive(largest), nameof(smallest), nameof(largest));
        (double from, double to) = (PortableMath.Log(smallest), PortableMath.Log(largest));
        return FloatBounds.AtLeast(from) <= FloatBounds.Below(to) ? Init.Uniform(from, to)
            : throw new ArgumentOutOfRangeException(
                nameof(largest), largest,
                Invariant($"largest must be far enough above smallest, which is {smallest}, for a float between their logarithms, ")
                + Invariant($"but was {largest}."));
    }

    /// <summary>The stored real parts of S4D's diagonal, ln(1/2), for A = -exp(ln(1/2)) + i (imaginary part).</summary>
    public static StateSpaceInitializer S4DLogRealPart() => new(StateSpaceQuantity.S4DLogRealPart);

    /// <summary>The imaginary parts of S4D-Lin's diagonal: pi n. The axis holds half of the states, one of each conjugate pair.</summary>
    public static StateSpaceInitializer S4DLinImaginaryPart() => new(StateSpaceQuantity.S4DLinImaginaryPart);

    /// <summary>The imaginary parts of S4D-Inv's diagonal: N / pi (N / (2n + 1) - 1), for N states, of which the axis holds half.</summary>
    public static StateSpaceInitializer S4DInvImaginaryPart() => new(StateSpaceQuantity.S4DInvImaginaryPart);

    /// <summary>Mamba's A as stored, ln(n + 1), for A = -exp(ln(n + 1)): the numbers -1 to -N of S4D-Real.</summary>
    public static StateSpaceInitializer MambaLogA() => new(StateSpaceQuantity.MambaLogA);

    /// <summary>Mamba 2's A as it is stored, one for each head, <c>[heads]</c>: ln U[smallest, largest), for A = -exp(A_log).</summary>
    /// <inheritdoc cref="Mamba2LogAInitializer(double, double)"/>
    public static Mamba2LogAInitializer Mamba2LogA(double smallest = 1, double largest = 16) => new(smallest, largest);

    /// <summary>Mamba's D, the skip connection past the states: 1.</summary>
    public static ConstantInitializer MambaD() => Init.Ones();

    /// <summary>The bias of Mamba's projection to time steps, whose softplus is log-uniform.</summary>
    /// <inheritdoc cref="MambaStepBiasInitializer(double, double, double)"/>
    public static MambaStepBiasInitializer MambaStepBias(double smallest = 0.001, double largest = 0.1, double floor = 1e-4) =>
        new(smallest, largest, floor);

    /// <summary>The weights of Mamba's projection to time steps, <c>[channels, rank]</c>: U[-b, b) with b = scale / sqrt(rank).</summary>
    /// <param name="scale">The factor of the bound, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="scale"/> is not above 0, or its square is not finite and above 0.
    /// </exception>
    public static VarianceScalingInitializer MambaStepWeight(double scale = 1) =>
        Init.VarianceScaling(Guard.Square(scale) / 3, FanMode.In, Distribution.Uniform);
}
