using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// A seed bound to a framework's initializer acts as in the framework, call after call; without a seed or source, every call gets a new
/// source.
/// </summary>
public class FrameworkSeedTests
{
    private static readonly TensorShape Shape = [5, 4];

    private static readonly Dictionary<string, (IWeightInitializer Initializer, Func<ulong, IRandomSource> Source)> Frameworks = new()
    {
        ["PyTorch"] = (PyTorchInit.Normal(), seed => new PyTorchRandom(seed)),
        ["PyTorch, with strides"] = (PyTorchInit.KaimingUniform().WithStrides(1, 5), seed => new PyTorchRandom(seed)),
        ["JAX"] = (JaxInit.HeNormal(), seed => new JaxRandom((long)seed)),
        ["Keras"] = (KerasInit.HeNormal(), seed => KerasRandom.Generator((long)seed, KerasBackend.TensorFlow)),
        ["Keras, orthogonal"] = (KerasInit.Orthogonal(), seed => KerasRandom.Generator((long)seed, KerasBackend.TensorFlow)),
    };

    public static TheoryData<string> Names => [.. Frameworks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void WithSeed_DrawsFromTheFrameworksSource_CallAfterCall(string name)
    {
        (IWeightInitializer initializer, Func<ulong, IRandomSource> sourceOf) = Frameworks[name];
        foreach (ulong seed in (ulong[])[0, 42, ulong.MaxValue])
        {
            IRandomSource source = sourceOf(seed);
            SeededInitializer seeded = initializer.WithSeed(seed);
            seeded.Initialize(Shape).Should().Equal(initializer.Initialize(Shape, source));
            seeded.Initialize<double>(Shape).Should().Equal(initializer.Initialize<double>(Shape, source), "the second call resumes");
            seeded.Initialize<Half>(Shape).Should().Equal(initializer.Initialize<Half>(Shape, source));
            initializer.WithSeed(seed).Scaled(1).Initialize(Shape).Should().Equal(initializer.Initialize(Shape, sourceOf(seed)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Initialize_WithoutASource_DiffersEachTime(string name)
    {
        IWeightInitializer initializer = Frameworks[name].Initializer;
        float[] first = initializer.Initialize(Shape);
        first.Should().OnlyContain(weight => float.IsFinite(weight)).And.NotEqual(initializer.Initialize(Shape));
    }

    [Theory, MemberData(nameof(Names))]
    public void Initialize_FromASourceOfAnotherFramework_IsRefused(string name)
    {
        foreach (IRandomSource other in (IRandomSource[])[new PhiloxRandom(1), new NumPyRandom(1), new TensorFlowRandom(1)])
        {
            ((Action)(() => Frameworks[name].Initializer.Initialize(Shape, other))).Should().Throw<ArgumentException>()
                .WithParameterName("random").WithMessage($"random must be *, but was a {other.GetType().Name}*");
        }
    }

    [Theory]
    [InlineData(KerasBackend.TensorFlow)]
    [InlineData(KerasBackend.Torch)]
    [InlineData(KerasBackend.Jax)]
    [InlineData(KerasBackend.NumPy)]
    public void WithSeed_OnABackend_IsASeedGenerator(KerasBackend backend)
    {
        KerasRandom generator = KerasRandom.Generator(42, backend);
        RandomBoundInitializer seeded = KerasInit.HeNormal().WithSeed(42, backend);
        for (int call = 0; call < 3; call++) seeded.Initialize(Shape).Should().Equal(KerasInit.HeNormal().Initialize(Shape, generator));
        seeded.WithSeed(7).Initialize(Shape).Should().Equal(KerasInit.HeNormal().WithSeed(7).Initialize(Shape), "another seed replaces it");
        if (backend is KerasBackend.Jax or KerasBackend.NumPy)
            ((Action)(() => KerasInit.HeNormal().WithSeed(-1, backend))).Should().Throw<ArgumentException>().WithParameterName("seed");
        ((Action)(() => KerasInit.HeNormal().WithSeed(1, (KerasBackend)9)))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(backend));
    }

    [Fact]
    public void WhatDrawsNothing_TakesAnySourceAndSeed()
    {
        foreach (IWeightInitializer still in (IWeightInitializer[])[PyTorchInit.Ones(), JaxInit.Ones(), KerasInit.Ones()])
        {
            foreach (IRandomSource source in (IRandomSource[])[new PhiloxRandom(1), new JaxRandom(1),
                new NumPyRandom(1)]) still.Initialize([2], source).Should().Equal(1, 1);
            still.WithSeed(1).Initialize([2]).Should().Equal(1, 1);
            still.Initialize([2]).Should().Equal(1, 1);
            new SeededInitializer(still, new SeededState(1, 5)).Initialize<double>([2]).Should().Equal(1, 1);
        }
        var random = new JaxRandom(1);
        JaxInit.Zeros().Initialize([2], random);
        random.Key.Should().NotBe(new JaxRandom(1).Key, "JAX gives each call a key, whatever it does with it");
    }
}
