namespace Initializers.Frameworks;

/// <summary>
/// The cosines or the sines of a short-time Fourier transform times a window in time, of shape [time, 1, frequencies].
/// </summary>
internal sealed record KerasStft(bool IsReal, KerasWindow Window, KerasScaling Scaling, bool IsPeriodic) : KerasInitializer
{
    internal override bool Draws => false;

    internal override string Name
    {
        get
        {
            string side = IsReal ? "real" : "imag", scaling = KerasConfig.NameOf(Scaling) ?? "None";
            return Window == KerasWindow.None
                ? $"STFT(side={side}, window=None)"
                : $"STFT(side={side}, window={KerasConfig.NameOf(Window)}, scaling={scaling}, periodic={IsPeriodic})";
        }
    }

    internal override void CheckShape(in TensorShape shape, string name)
    {
        if (shape.Rank != 3 || shape[1] != 1 || shape[2] < 2)
            throw new ArgumentException($"{name} must be [time, 1, frequencies], with at least 2 frequencies, but was {shape}.", name);
        if (shape[0] == 2 && this is { Window: KerasWindow.Hann, IsPeriodic: false, Scaling: not KerasScaling.None })
            throw new ArgumentException($"{name} must not have 2 time steps, whose window would be 0 divided by 0, but was {shape}.",
                name);
    }

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        using var rented = new Rented<double>((int)shape[0]);
        Span<double> window = rented.Span;
        double scale = FillWindow<T, TType>(window);
        for (int i = 0; i < weights.Length; i++)
        {
            (long time, long frequency) = Math.DivRem(i, shape[2]);
            float angle = -2f * time * (frequency / (float)(2 * (shape[2] - 1))) * (float)Math.PI;
            (double sine, double cosine) = GnuSinCos.Invoke(angle);
            weights[i] = TType.RoundOnce((IsReal ? cosine : sine) * window[(int)time] / scale);
        }
    }

    /// <summary>
    /// Fills the window, rounded to the type, a - (1 - a) cos(2 pi t / n), where n is the number of time steps, less one unless the window
    /// is periodic.
    /// </summary>
    /// <returns>The divisor of the window.</returns>
    /// <remarks>
    /// As in scipy.signal.windows; Blackman and Tukey (1958), "The Measurement of Power Spectra",
    /// <see href="https://doi.org/10.1002/j.1538-7305.1958.tb03874.x"/>.
    /// </remarks>
    private double FillWindow<T, TType>(Span<double> window)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        window.Fill(1);
        if (Window == KerasWindow.None) return 1;
        double mean = Window == KerasWindow.Hann ? 0.5 : 0.54, sum = 0;
        for (int time = 0; time < window.Length; time++)
        {
            double angle = 2 * Math.PI * time / (IsPeriodic ? window.Length : window.Length - 1);
            if (window.Length > 1) window[time] = TensorType<T, TType>.Constant(mean - (1 - mean) * GnuSinCos.Invoke(angle).Cosine);
            sum += Scaling == KerasScaling.Density ? window[time] * window[time] : window[time];
        }
        return Scaling switch { KerasScaling.Density => Math.Sqrt(sum), KerasScaling.Spectrum => sum, _ => 1 };
    }
}

/// <summary>The supported windows of Keras's STFT; SciPy, from which Keras takes them, has more.</summary>
public enum KerasWindow
{
    /// <summary><c>None</c>: no window.</summary>
    None,

    /// <summary><c>"hann"</c>: 0.5 - 0.5 cos.</summary>
    Hann,

    /// <summary><c>"hamming"</c>: 0.54 - 0.46 cos.</summary>
    Hamming,
}

/// <summary>The divisor of the window in Keras's STFT.</summary>
public enum KerasScaling
{
    /// <summary><c>"density"</c>: the square root of the sum of its squares.</summary>
    Density,

    /// <summary><c>"spectrum"</c>: its sum.</summary>
    Spectrum,

    /// <summary><c>None</c>: 1.</summary>
    None,
}
