using System.Runtime.CompilerServices;
using Initializers;

namespace WeightGallery;

/// <summary>What the gallery shows: everything in the catalogue but constants.</summary>
public static class GalleryContents
{
    private static readonly TensorShape Square = [64, 64], Column = TensorShape.Vector(64);

    private static readonly TensorShape Image = TensorShape.Convolution(inputs: 16, outputs: 16, kernel: [3, 3]);

    /// <summary>The groups with their entries, in the order of the page.</summary>
    public static IReadOnlyList<(string Group, string About, IReadOnlyList<GalleryEntry> Entries)> Groups { get; } =
    [
        ("Scaled by fans",
            "Independent weights, whose deviation follows from the number of connections, so that signals keep their scale in layers of "
            + "any width.",
            [
                Of(Init.HeNormal(), Square, "For ReLU: sqrt(2 / fan-in) restores the half of the mean square that a ReLU takes away."),
                Of(Init.HeUniform(), Square, "The same deviation without tails."),
                Of(Init.HeTruncatedNormal(), Square, "The same deviation, and nothing beyond 2.28 deviations; Keras's `he_normal`."),
                Of(Init.GlorotUniform(), Square, "For tanh and linear layers: a compromise between activations and gradients."),
                Of(Init.GlorotNormal(), Square, "The same as a normal distribution."),
                Of(Init.GlorotTruncatedNormal(), Square, "The same, cut at two deviations of the parent; Keras's `glorot_normal`."),
                Of(Init.LeCunNormal(), Square, "For SELU: sqrt(1 / fan-in), which keeps the mean square of a linear layer."),
                Of(Init.LeCunUniform(), Square, "The same without tails."),
                Of(Init.LeCunTruncatedNormal(), Square, "The same, cut; the default of JAX's layers."),
                Of(Init.VarianceScaling(gain: Activation.GELU), Square,
                    "For any activation function, by its own gain; here 1.53 for GELU."),
            ]),
        ("Plain", "Independent weights of a deviation that you choose, whatever the shape.",
            [
                Of(Init.Uniform(), Square, "U(-0.05, 0.05), Keras's old default; in deep networks it lets signals vanish."),
                Of(Init.Normal(), Square, "N(0, 0.05^2), for what has no fans, such as embeddings."),
                Of(Init.TruncatedNormal(), Square, "The same, cut at two deviations."),
            ]),
        ("Structured", "Weights that depend on each other, which a histogram hides, and matrix and singular values show.",
            [
                Of(Init.Orthogonal(), Square,
                    "For recurrent and very deep networks: it keeps the length of every vector, so all singular values are 1."),
                Of(Init.OrthogonalScaled(), TensorShape.Linear(inputs: 32, outputs: 64),
                    "The same with the spectral norm sqrt(outputs / inputs), so that updates suit layers of any width."),
                Of(Init.DeltaOrthogonal(), Image,
                    "For very deep convolutional networks: orthogonal at the centre of the kernel, and 0 around it."),
                Of(Init.ConvolutionOrthogonal(), Image, "A convolution that keeps lengths and uses all taps of its kernel."),
                Of(Init.Identity(), Square, "A layer that passes its input through."),
                Of(Init.Dirac(), Image, "A convolution that passes its input through."),
                Of(Init.Hadamard(), Square, "Deterministic and orthogonal: only plus and minus 1 / sqrt(64)."),
                Of(Init.ZerOHadamard(), TensorShape.Linear(inputs: 32, outputs: 64),
                    "ZerO's deterministic weights for a layer with more outputs than inputs."),
                Of(Init.LooksLinear(), Square, "A ReLU network that starts out linear: the quarters are mirrored."),
                Of(Init.Sparse(), Square, "Each unit keeps a tenth of its connections."),
                Of(Init.SparseConnections(), Square, "Each unit keeps 15 connections: Martens' sparse initialization."),
                Of(Init.Bilinear(), TensorShape.Convolution(inputs: 8, outputs: 8, kernel: [4, 4]),
                    "For transposed convolutions that enlarge images: each channel interpolates by itself."),
                Of(Init.Icnr(Init.HeNormal(), factor: 2), TensorShape.Convolution(inputs: 4, outputs: 64, kernel: [3, 3]),
                    "Before a pixel shuffle: groups of four equal rows, so that no checkerboard shows."),
                Of(Init.PerBlock(Init.Orthogonal(), Init.GlorotUniform(), Init.Identity(), Init.Zeros()),
                    TensorShape.Linear(inputs: 16, outputs: 64).WithBlocks(4),
                    "Packed layers, such as the gates of an LSTM, with an initializer for each block."),
            ]),
        ("Recipes", "What published models and methods use in particular places.",
            [
                Of(TransformerInit.ResidualProjection(layers: 12), Square, "GPT-2's projections onto the residual stream."),
                Of(TransformerInit.Small(width: 64), Square, "GPT-NeoX's small init."),
                Of(TransformerInit.Wang(layers: 12, width: 64), Square, "GPT-NeoX's output projections."),
                Of(TransformerInit.Embedding(), TensorShape.Embedding(count: 64, width: 64), "Embeddings with vectors of length 1."),
                Of(AdapterInit.LoraDown(), TensorShape.Linear(inputs: 64, outputs: 8),
                    "The first matrix of a LoRA adapter; the second is 0."),
                Of(AdapterInit.LoraEmbeddingUp(), TensorShape.Linear(inputs: 8, outputs: 64),
                    "The second matrix of an adapted embedding; the first is 0."),
                Of(RecurrentInit.IrnnInput(), Square, "The input matrix of an IRNN, whose recurrent matrix is the identity."),
                Of(RecurrentInit.ForgetGateBias(), Column.WithBlocks(4), "An LSTM's biases: 1 for the forget gate, so that it remembers."),
                Of(RecurrentInit.Chrono(maxSteps: 784), Column.WithBlocks(4), "An LSTM's biases for long time lags."),
                Of(SigmoidInit.GlorotUniform(), Square, "For sigmoids, whose slope at 0 is a quarter: 4 times as wide."),
                Of(SigmoidInit.NguyenWidrow(), Square, "For one hidden layer of tanh: rows of equal length."),
                Of(SigmoidInit.NguyenWidrowBias(), Column.WithFans(64, 64), "Its biases."),
                Of(FieldInit.SirenFirst(), Square, "The first layer of a SIREN, whose inputs are coordinates."),
                Of(FieldInit.SirenHidden(), Square, "The other layers of a SIREN, with frequencies of 30."),
                Of(FieldInit.FourierFeatures(), TensorShape.Linear(inputs: 3, outputs: 64), "Random frequencies of coordinates."),
                Of(StateSpaceInit.HippoLegsA(), Square, "S4's state matrix, which remembers the past as Legendre polynomials."),
                Of(StateSpaceInit.HippoLegsB(), Column, "Its input vector."),
                Of(StateSpaceInit.HippoLegsP(), Column, "The low-rank part of its decomposition."),
                Of(StateSpaceInit.S4DLogStep(), Column, "The logarithms of S4D's time steps."),
                Of(StateSpaceInit.S4DLinImaginaryPart(), Column, "The imaginary parts of S4D-Lin's diagonal."),
                Of(StateSpaceInit.S4DInvImaginaryPart(), Column, "Those of S4D-Inv's."),
                Of(StateSpaceInit.MambaLogA(), TensorShape.Linear(inputs: 16, outputs: 64),
                    "Mamba's decay rates, the same for each channel."),
                Of(StateSpaceInit.Mamba2LogA(), Column, "Mamba 2's, one for each head."),
                Of(StateSpaceInit.MambaStepBias(), Column, "The biases of Mamba's time steps, which are log-uniform after the softplus."),
                Of(StateSpaceInit.MambaStepWeight(), TensorShape.Linear(inputs: 4, outputs: 64), "The weights of Mamba's time steps."),
                Of(RwkvInit.TokenShift(0.9, layer: 3, layers: 12), Column, "How much RWKV-7 takes from the token before, by channel."),
                Of(RwkvInit.Decay(layer: 3, layers: 12), Column, "RWKV-7's decay, by channel."),
                Of(RwkvInit.LearningRate(), Column, "RWKV-7's learning rate within a context."),
                Of(RwkvInit.ValueResidual(), Column, "How much of the first layer's value RWKV-7 lets in."),
                Of(RwkvInit.RemovalKey(), Column, "What RWKV-7 multiplies the keys by that it removes."),
            ]),
    ];

    /// <summary>The entries of all groups.</summary>
    public static IEnumerable<GalleryEntry> All => Groups.SelectMany(group => group.Entries);

    private static GalleryEntry Of(
        IWeightInitializer initializer, TensorShape shape, string purpose,
        [CallerArgumentExpression(nameof(initializer))] string call = "") => new(call, initializer, shape, purpose);
}
