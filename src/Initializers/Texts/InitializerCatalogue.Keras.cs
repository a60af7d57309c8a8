namespace Initializers;

/// <content>The formulas, parameters and defaults of Keras 3.15: its normals are truncated.</content>
internal static partial class InitializerCatalogue
{
    private static CatalogueEntry[] Keras =>
    [
        ("keras/zeros", _ => Init.Zeros()),
        ("keras/ones", _ => Init.Ones()),
        ("keras/constant", a => Init.Constant(a.Number("value", 0))),
        ("keras/random_normal", a => Init.Normal(a.Number("mean", 0), a.Number("stddev", 0.05))),
        ("keras/random_uniform", a => Init.Uniform(a.Number("minval", -0.05), a.Number("maxval", 0.05))),
        ("keras/truncated_normal", a => Init.TruncatedNormal(a.Number("mean", 0), a.Number("stddev", 0.05))),
        ("keras/variance_scaling", a => Init.VarianceScaling(a.Number("scale", 1), Mode(a), a.Choice(
            "distribution",
            ("truncated_normal", Distribution.TruncatedNormal), ("normal", Distribution.TruncatedNormal),
            ("untruncated_normal", Distribution.Normal), ("uniform", Distribution.Uniform)))),
        ("keras/lecun_normal", _ => Init.LeCunTruncatedNormal()),
        ("keras/lecun_uniform", _ => Init.LeCunUniform()),
        ("keras/glorot_normal", _ => Init.GlorotTruncatedNormal()),
        ("keras/glorot_uniform", _ => Init.GlorotUniform()),
        ("keras/he_normal", _ => Init.HeTruncatedNormal()),
        ("keras/he_uniform", _ => Init.HeUniform()),
        ("keras/identity", a => Init.Identity(Gain(a))),
        ("keras/orthogonal", a => Init.Orthogonal(Gain(a), perBlock: false)),
    ];

    /// <summary>A fan mode of Keras, by default <c>fan_in</c>.</summary>
    private static FanMode Mode(CallArguments arguments) => arguments.Choice(
        "mode", ("fan_in", FanMode.In), ("fan_out", FanMode.Out), ("fan_avg", FanMode.Average));
}
