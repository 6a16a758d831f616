using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

public class ElementwiseTests
{
    [Fact]
    public void PairWalk_LoopsThatCanBeOne_AreMadeOne()
    {
        Assert.Equal((1, 24), Shape(new PairWalk([2, 3, 4], [12, 4, 1], [12, 4, 1])));
        Assert.Equal((6, 4), Shape(new PairWalk([2, 3, 4], [12, 4, 1], [0, 0, 1])));
        Assert.Equal((2, 12), Shape(new PairWalk([2, 3, 4], [12, 4, 1], [1, 0, 0])));
        Assert.Equal((1, 24), Shape(new PairWalk([2, 3, 4], [12, 4, 1], [0, 0, 0])));
        Assert.Equal((1, 1), Shape(new PairWalk([1, 1], [0, 0], [0, 0])));
        var permuted = new PairWalk([2, 3, 4, 2], [24, 8, 2, 1], [1, 2, 6, 24]);
        Assert.Equal((24, 2), Shape(permuted));
        Assert.Equal((24, 1), permuted.Start(12));
        Assert.Equal((1, 24, false), (permuted.StepA, permuted.StepB, permuted.RepeatsB));

        static (int, int) Shape(PairWalk walk) => (walk.Rows, walk.Length);
    }

    [Fact]
    public void Add_RowsThatMeetInOnePlace_AreSummedInOrder()
    {
        float[] sums = [100, 200];
        Elementwise.Add(new PairWalk([3, 2], [2, 1], [0, 1]), 1, [1, 2, 3, 4, 5, 6], sums); // column sums
        Assert.Equal([109, 212], sums);
        float[] rows = [0, 0, 0];
        Elementwise.Add(new PairWalk([3, 2], [2, 1], [1, 0]), -1, [1, 2, 3, 4, 5, 6], rows); // row sums, taken away
        Assert.Equal([-3, -7, -11], rows);
        float[] spread = new float[6];
        Elementwise.Add(new PairWalk([3, 2], [1, 0], [2, 1]), 2, [1, 2, 3], spread); // a column, twice, to both places of a row
        Assert.Equal([2, 2, 4, 4, 6, 6], spread);
    }

    [Fact]
    public void Copy_OtherOrder_Transposes()
    {
        float[] transposed = new float[6];
        Elementwise.Copy(new PairWalk([3, 2], [1, 3], [2, 1]), [1, 2, 3, 4, 5, 6], transposed);
        Assert.Equal([1, 4, 2, 5, 3, 6], transposed);
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(12_289)]
    public void Combine_LongRowsInPieces_LeavesNothingOut(int length)
    {
        float[] a = Bits.Numbers(3 * length, 1), b = Bits.Numbers(3, 2), y = new float[3 * length];
        Elementwise.Combine(Arithmetic.Divide, new PairWalk([3, length], [length, 1], [1, 0]), a, b, y);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(a[i] / b[i / length], y[i]);
        Elementwise.Add(new PairWalk([3, length], [length, 1], [length, 1]), -1, a, y);
        for (int i = 0; i < y.Length; i++)
            Assert.Equal(a[i] / b[i / length] - a[i], y[i]);
    }
}
