//! Many places of one text, to ask of other places whether they lie among them.

use super::Span;

/// Places of one text, in any order, one over the other or not. A question costs as much as finding a word in a dictionary.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Where each starts, in order.
    starts: Vec<usize>,
    /// How far the places up to each of these reach.
    reaches: Vec<usize>,
}

impl Spans {
    /// Whether one of the places has byte `at` in it.
    pub fn hold(&self, at: usize) -> bool {
        self.reach(|start| start <= at) > at
    }

    /// Whether one of the places has all of `span` in it, which is not empty.
    pub fn cover(&self, span: Span) -> bool {
        self.reach(|start| start <= span.start) >= span.end
    }

    /// Whether one of the places has a byte in common with `span`, or lies on both sides of it where it is empty.
    pub fn overlap(&self, span: Span) -> bool {
        self.reach(|start| start < span.end) > span.start
    }

    /// How far the places reach that start so, the first ones; 0 where there is none.
    fn reach(&self, starts: impl Fn(usize) -> bool) -> usize {
        let count = self.starts.partition_point(|start| starts(*start));
        count.checked_sub(1).and_then(|last| self.reaches.get(last)).copied().unwrap_or(0)
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Spans {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        // Nearly always they are sorted already, and this is one look at each.
        sorted.sort_unstable_by_key(|span| span.start);
        let furthest = |reach: &mut usize, span: &Span| {
            *reach = span.end.max(*reach);
            Some(*reach)
        };
        Spans { starts: sorted.iter().map(|span| span.start).collect(), reaches: sorted.iter().scan(0, furthest).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_if_each_place_were_asked() {
        let places = [(4, 6), (4, 6), (0, 2), (5, 12), (6, 7), (9, 9), (20, 30), (22, 24), (31, 31)].map(|(a, b)| Span::new(a, b));
        let spans: Spans = places.into_iter().collect();
        for at in 0..34 {
            assert_eq!(spans.hold(at), places.iter().any(|place| place.start <= at && at < place.end), "{at}");
            for end in at + 1..34 {
                let span = Span::new(at, end);
                let covered = places.iter().any(|place| place.start <= at && end <= place.end);
                assert_eq!(spans.cover(span), covered, "{span:?}");
                let overlaps = places.iter().any(|place| place.start < end && at < place.end);
                assert_eq!(spans.overlap(span), overlaps, "{span:?}");
            }
        }
        assert!(!Spans::default().hold(0) && !Spans::default().cover(Span::new(0, 1)) && !Spans::default().overlap(Span::new(0, 1)));
    }
}
